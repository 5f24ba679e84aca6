/** What an element may hold: text, or more elements. Null and undefined leave the element out. */
export type XmlContent = string | number | boolean | null | undefined | readonly XmlNode[];
export type XmlNode = readonly [name: string, content: XmlContent];

export const XML_TYPE = 'application/xml;charset=UTF-8';
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');
}

/** One element with everything in it. */
export function writeElement([name, content]: XmlNode, attributes = ''): string {
  if (content === null || content === undefined) return '';
  const inner =
    typeof content === 'object'
      ? content.map((node) => writeElement(node)).join('')
      : escapeXml(String(content));
  return `<${name}${attributes}>${inner}</${name}>`;
}
