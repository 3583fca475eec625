const ELEMENTS = new Set(('a abbr acronym address b bdo big blockquote br caption center cite code col colgroup dd del dfn dir div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li '
  + 'map area ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var').split(' '));
const OUTERMOST = /^\s*(?:<\?xml[^>]*>\s*)?<(?:\w+:)?div[\s>/]/;
const ACTIVE = /\son\w+\s*=|javascript:/i;
const ACTIVE_TAG = /<[^<>]*(?:\son\w+\s*=|(?:href|src)\s*=\s*["']?\s*javascript:)/i;

/** Whether a narrative has only the elements of HTML 4 that FHIR allows, no events and no scripts (txt-1). Checked on tags, not on the whole grammar of XML. */
export function isPlainHtml(div: string): boolean {
  if (!OUTERMOST.test(div)) return false;
  for (let at = div.indexOf('<'); at !== -1; at = div.indexOf('<', at + 1)) {
    const name = tagAt(div, at + 1);
    if (name !== '' && !ELEMENTS.has(name)) return false;
  }
  return !ACTIVE.test(div) || !ACTIVE_TAG.test(div);
}

/** Name of the tag that begins or ends here, without a prefix; '' for a comment and the like. */
function tagAt(div: string, after: number): string {
  let from = div.charCodeAt(after) === SLASH ? after + 1 : after;
  let to = from;
  for (; to < div.length; to += 1) {
    const code = div.charCodeAt(to);
    if (code === COLON) from = to + 1;
    else if (!isNameCharacter(code)) break;
  }
  return div.slice(from, to);
}

const SLASH = 47;
const COLON = 58;

function isNameCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 45 || code === 95;
}

/** Whether a narrative says or shows anything (txt-2). */
export function hasContent(div: string): boolean {
  const said = withoutComments(div);
  return />\s*[^\s<]/.test(said) || /<(?:\w+:)?img[\s/>]/.test(said);
}

function withoutComments(div: string): string {
  let said = '';
  let from = 0;
  for (;;) {
    const start = div.indexOf('<!--', from);
    const end = start === -1 ? -1 : div.indexOf('-->', start);
    if (end === -1) return from === 0 ? div : said + div.slice(from);
    said += div.slice(from, start);
    from = end + 3;
  }
}
