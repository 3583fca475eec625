const ELEMENTS = new Set(('a abbr acronym address b bdo big blockquote br caption center cite code col colgroup dd del dfn dir div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li '
  + 'map area ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var').split(' '));
const TAG = /<\/?([A-Za-z][A-Za-z0-9:-]*)([^>]*)>/g;

/** Whether a narrative has only the elements of HTML 4 that FHIR allows, no events and no scripts (txt-1). Checked on tags, not on the whole grammar of XML. */
export function isPlainHtml(div: string): boolean {
  if (!/^\s*(<\?xml[^>]*>\s*)?<(\w+:)?div[\s>/]/.test(div)) return false;
  for (const [, name = '', rest = ''] of div.matchAll(TAG)) {
    if (!ELEMENTS.has(name.slice(name.indexOf(':') + 1)) || /\son\w+\s*=/i.test(rest) || /(href|src)\s*=\s*["']?\s*javascript:/i.test(rest)) return false;
  }
  return true;
}

/** Whether a narrative says or shows anything (txt-2). */
export function hasContent(div: string): boolean {
  return /<(\w+:)?img[\s/>]/.test(div) || /\S/.test(div.replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/<[^>]*>/g, ''));
}
