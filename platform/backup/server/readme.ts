/** Lies in every backup, for whoever finds it without the program. */
export const README = `Bản sao lưu của yteso. Chứa dữ liệu cá nhân nhạy cảm: cất nơi được mã hoá và có kiểm soát.

manifest.json   bản kê: bản yteso, thời điểm, mọi bảng với số dòng, mã SHA-256 của từng tệp (ghi sau cùng)
tables/         mỗi bảng một tệp, định dạng văn bản của lệnh COPY trong PostgreSQL, nén zstd
record/         hồ sơ hiện hành theo FHIR R4, mỗi loại một tệp NDJSON, nén zstd (không gồm hồ sơ được niêm phong)
files/          tệp đã nhận, nguyên văn, tên là mã SHA-256 của nội dung
keys.locked     các khoá, mã hoá AES-256-GCM bằng cụm mật khẩu (scrypt N=131072 r=8 p=1)

Kiểm tra:   npx yteso backup verify THƯ_MỤC_NÀY
Khôi phục:  npx yteso restore --from THƯ_MỤC_NÀY   (vào một YTESO_DATA mới; cách làm: docs/operations.md)
`;
