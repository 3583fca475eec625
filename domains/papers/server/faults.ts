import { defineFaults } from '#platform/fault';

export const PAPER_FAULTS = defineFaults({
  unreadable: {
    code: 'paper.unreadable', status: 422,
    vi: 'Không nhận được tệp chứng từ điện tử: {problem}.', en: 'The file of electronic papers was not taken: {problem}.',
    when: 'the file is no XML, or its root is none of HSCHUNGTU, HSDLGBT, HSDLGCS',
    remedy: 'Xuất lại tệp từ phần mềm của cơ sở rồi nộp lại; chưa có gì được ghi.',
  },
  foreignFacility: {
    code: 'paper.foreign-facility', status: 403,
    vi: 'Tệp ghi mã cơ sở {facility}, không phải cơ sở của tài khoản này.', en: 'The file names facility {facility}, not the account’s.',
    when: 'a file of electronic papers names another facility than the caller’s',
    remedy: 'Nộp bằng tài khoản của chính cơ sở ghi trong tệp.',
  },
  noFacility: {
    code: 'paper.no-facility', status: 409,
    vi: 'Tài khoản này không thuộc cơ sở nào nên không nộp được chứng từ điện tử.', en: 'The account belongs to no facility.',
    when: 'the caller has no facility',
    remedy: 'Chọn nơi làm việc, hoặc nhờ người quản trị gán cơ sở cho tài khoản.',
  },
});
