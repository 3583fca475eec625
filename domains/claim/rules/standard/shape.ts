import type { TableName } from '../model/index.ts';

export interface TableShape {
  readonly table: TableName;
  /** Vietnamese title of the table. */
  readonly title: string;
  /** Element names from the root of the inner document to one record, the record included. One name: the root is the record. */
  readonly path: readonly string[];
  /** The element that is one record. */
  readonly record: string;
  /** How many records a dossier may have. XML7 has one paper for each child of a multiple birth. */
  readonly cardinality: 'one' | 'many';
}

function shape(table: TableName, title: string, cardinality: 'one' | 'many', ...path: readonly string[]): TableShape {
  return { table, title, path, record: path.at(-1) ?? '', cardinality };
}

// Names as in the insurer's templates (letter 1245/BHXH-CNTT): CHITIEU_ in tables 2–5, CHI_TIEU_ in the others.
const HIV = 'HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS';
const SHAPES: Readonly<Record<TableName, TableShape>> = {
  XML0: shape('XML0', 'Trạng thái khám bệnh, chữa bệnh', 'many', 'CHI_TIEU_TRANG_THAI_KCB', 'DSACH_TRANG_THAI_KCB', 'TRANG_THAI_KCB'),
  XML1: shape('XML1', 'Tổng hợp khám bệnh, chữa bệnh', 'one', 'TONG_HOP'),
  XML2: shape('XML2', 'Chi tiết thuốc', 'many', 'CHITIEU_CHITIET_THUOC', 'DSACH_CHI_TIET_THUOC', 'CHI_TIET_THUOC'),
  XML3: shape('XML3', 'Chi tiết dịch vụ kỹ thuật và vật tư y tế', 'many', 'CHITIEU_CHITIET_DVKT_VTYT', 'DSACH_CHI_TIET_DVKT', 'CHI_TIET_DVKT'),
  XML4: shape('XML4', 'Chi tiết dịch vụ cận lâm sàng', 'many', 'CHITIEU_CHITIET_DICHVUCANLAMSANG', 'DSACH_CHI_TIET_CLS', 'CHI_TIET_CLS'),
  XML5: shape('XML5', 'Diễn biến lâm sàng', 'many', 'CHITIEU_CHITIET_DIENBIENLAMSANG', 'DSACH_CHI_TIET_DIEN_BIEN_BENH', 'CHI_TIET_DIEN_BIEN_BENH'),
  XML6: shape('XML6', 'Hồ sơ bệnh án chăm sóc và điều trị HIV/AIDS', 'many', `CHI_TIEU_${HIV}`, `DSACH_${HIV}`, HIV),
  XML7: shape('XML7', 'Giấy ra viện', 'many', 'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN'),
  XML8: shape('XML8', 'Tóm tắt hồ sơ bệnh án', 'one', 'CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN'),
  XML9: shape('XML9', 'Giấy chứng sinh', 'many', 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_SINH', 'DSACH_GIAYCHUNGSINH', 'DU_LIEU_GIAY_CHUNG_SINH'),
  XML10: shape('XML10', 'Giấy nghỉ dưỡng thai', 'one', 'CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI'),
  XML11: shape('XML11', 'Giấy chứng nhận nghỉ việc hưởng bảo hiểm xã hội', 'one', 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI'),
  XML12: shape('XML12', 'Giám định y khoa', 'many', 'CHI_TIEU_GIAM_DINH_YKHOA', 'DSACH_GIAM_DINH_YKHOA', 'GIAM_DINH_YKHOA'),
  XML13: shape('XML13', 'Giấy chuyển cơ sở khám bệnh, chữa bệnh', 'one', 'CHI_TIEU_GIAYCHUYENTUYEN'),
  XML14: shape('XML14', 'Giấy hẹn khám lại', 'one', 'CHI_TIEU_GIAYHEN_KHAMLAI'),
  XML15: shape('XML15', 'Quản lý điều trị lao', 'many', 'CHI_TIEU_DIEUTRI_BENHLAO', 'DSACH_CHITIET_DIEUTRI_BENHLAO', 'CHITIET_DIEUTRI_BENHLAO'),
};

export function tableShape(table: TableName): TableShape {
  return SHAPES[table];
}
