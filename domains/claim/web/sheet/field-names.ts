/** Fields whose description in the standard is a formula or a list of values instead of a name. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  MA_LK: 'Mã lượt khám', STT: 'Số thứ tự', MA_BN: 'Mã người bệnh', SO_CCCD: 'Số CCCD, hộ chiếu', NGAY_SINH: 'Ngày sinh', MA_QUOCTICH: 'Quốc tịch', MA_DANTOC: 'Dân tộc', MA_NGHE_NGHIEP: 'Nghề nghiệp',
  MATINH_CU_TRU: 'Tỉnh cư trú', MAHUYEN_CU_TRU: 'Huyện cư trú', MAXA_CU_TRU: 'Xã, phường cư trú', MA_THE_BHYT: 'Số thẻ BHYT', MA_DKBD: 'Nơi đăng ký ban đầu', MA_DOITUONG_KCB: 'Đối tượng đến khám', MA_LOAI_KCB: 'Hình thức khám',
  MA_CSKCB: 'Cơ sở khám chữa bệnh', MA_KHOA: 'Khoa', MA_NHOM: 'Nhóm chi phí', MA_THUOC: 'Mã hoạt chất', TEN_THUOC: 'Tên thuốc', DUONG_DUNG: 'Đường dùng', MA_BENH_CHINH: 'Bệnh chính', MA_BENH: 'Bệnh',
  MA_BAC_SI: 'Bác sĩ chỉ định', NGUOI_THUC_HIEN: 'Người thực hiện', MA_PTTT: 'Phương thức thanh toán', NGUON_CTRA: 'Nguồn chi trả',
  THANH_TIEN_BV: 'Thành tiền theo giá cơ sở', THANH_TIEN_BH: 'Thành tiền trong phạm vi BHYT', T_THUOC: 'Tổng tiền thuốc', T_VTYT: 'Tổng tiền vật tư y tế',
  T_TONGCHI_BV: 'Tổng chi phí', T_TONGCHI_BH: 'Tổng chi phí trong phạm vi BHYT', T_BNTT: 'Người bệnh tự trả', T_BNCCT: 'Người bệnh cùng chi trả',
  T_NGUONKHAC: 'Nguồn khác chi trả', T_BHTT: 'Đề nghị quỹ BHYT trả', T_BHTT_GDV: 'Quỹ BHYT trả theo giá dịch vụ', VET_THUONG_TP: 'Vết thương, bệnh tật tái phát',
  TAI_SU_DUNG: 'Vật tư tái sử dụng', MA_NOI_DI: 'Mã nơi chuyển đi', MA_NOI_DEN: 'Mã nơi chuyển đến', GHI_CHU: 'Ghi chú', KET_QUA_DTRI: 'Kết quả điều trị', MA_LOAI_RV: 'Loại ra viện',
  MA_BENH_KT: 'Bệnh kèm theo', NGAY_TAI_KHAM: 'Ngày hẹn tái khám', MA_PP_CHEBIEN: 'Phương pháp chế biến vị thuốc', PHAM_VI: 'Phạm vi BHYT', SO_LUONG: 'Số lượng',
  PP_VO_CAM: 'Phương pháp vô cảm', NGAY_VAO_NOI_TRU: 'Thời điểm chỉ định vào nội trú',
  MA_BAC_PHAC_DO_BD: 'Bậc phác đồ ban đầu', MA_BAC_PHAC_DO: 'Bậc phác đồ đợt này', LOAI_DTRI_LAO: 'Loại điều trị lao', SANG_LOC_LAO: 'Sàng lọc lao', KQ_DTRI_LAO: 'Kết quả điều trị lao',
  KQ_XNTL_VR: 'Kết quả tải lượng vi rút', MA_LOAI_BN: 'Loại bệnh nhân', MA_TINH_TRANG_DK: 'Tình trạng khi đăng ký', MA_KQ_XN_PCR: 'Kết quả xét nghiệm PCR', MA_XU_TRI: 'Xử trí',
  LY_DO_CHUYEN_PHAC_DO: 'Lý do chuyển phác đồ', MA_DINH_CHI_THAI: 'Đình chỉ thai', SINHCON_PHAUTHUAT: 'Sinh con phải phẫu thuật', SINHCON_DUOI32TUAN: 'Sinh con dưới 32 tuần',
  CHUC_VU: 'Chức vụ người ký', KHAM_GIAM_DINH: 'Loại khám giám định', DANG_KHUYETTAT: 'Dạng khuyết tật', MUC_DO_KHUYETTAT: 'Mức độ khuyết tật',
  PHANLOAI_LAO_VITRI: 'Phân loại lao theo vị trí', PHANLOAI_LAO_TS: 'Phân loại lao theo tiền sử', PHANLOAI_LAO_HIV: 'Phân loại lao theo HIV', PHANLOAI_LAO_VK: 'Phân loại lao theo bằng chứng vi khuẩn',
  PHANLOAI_LAO_KT: 'Phân loại lao kháng thuốc', KET_QUA_DTRI_LAO: 'Kết quả điều trị lao',
};
