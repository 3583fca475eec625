import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** No script, no file of its own: these pages stand alone. */
const page = (title: string, body: string): string => `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(title)} – yteso</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:10vh auto;padding:0 16px;color:#1a1f24;background:#fff}button{font:inherit;min-height:44px;padding:8px 16px;margin:8px 8px 0 0}</style></head>
<body><main><h1>${safe(title)}</h1>${body}</main></body></html>`;

/** An error that cannot be told to a program because the program or its address is not known. */
export function problemPage(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  ctx.type = 'html';
  ctx.body = page('Không mở được chương trình', `<p>Chương trình gửi yêu cầu chưa đúng hoặc yêu cầu đã hết hạn. Mở lại chương trình và làm từ đầu; nếu vẫn vậy, báo người quản trị mã sau.</p><p><code>${safe(out.error)}</code>${out.error_description === undefined ? '' : ` <small>${safe(out.error_description)}</small>`}</p>`);
}

export function logoutPage(ctx: KoaContextWithOIDC, form: string): void {
  ctx.type = 'html';
  ctx.body = page('Đăng xuất khỏi chương trình?', `<p>Chương trình hỏi có kết thúc phiên làm việc không. Các quyền đã cho trong phiên này cũng kết thúc.</p>${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Đăng xuất</button><button type="submit" form="op.logoutForm">Ở lại</button>`);
}

export function signedOutPage(ctx: KoaContextWithOIDC): void {
  ctx.type = 'html';
  ctx.body = page('Đã đăng xuất', '<p>Có thể đóng trang này.</p>');
}
