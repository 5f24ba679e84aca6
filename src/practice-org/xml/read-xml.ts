/** An element without its namespace prefix. */
export type XmlElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
};

/** Text that is not well-formed XML. */
export class XmlFault extends Error {}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, body: string) => {
    if (body.startsWith('#x') || body.startsWith('#X'))
      return String.fromCodePoint(parseInt(body.slice(2), 16));
    if (body.startsWith('#')) return String.fromCodePoint(Number(body.slice(1)));
    return ENTITIES[body] ?? whole;
  });
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', , double, single] of text.matchAll(/([\w:.-]+)\s*=\s*("([^"]*)"|'([^']*)')/g))
    attributes[localName(name)] = unescapeXml(double ?? single ?? '');
  return attributes;
}

const MARKUP =
  /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<!DOCTYPE[^>]*>|<(\/?)([\w:.-]+)([^>]*?)(\/?)>/g;

/**
 * Reads a document into its root element; text and CDATA directly inside an element are joined. Document
 * types declare nothing here. Throws {@link XmlFault} where tags do not match.
 */
export function readXml(source: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  let at = 0;
  const addText = (text: string): void => {
    const inner = open.at(-1);
    if (inner) inner.text += text;
  };
  for (const found of source.replace(/^\uFEFF/, '').matchAll(MARKUP)) {
    addText(unescapeXml(source.slice(at, found.index)));
    at = found.index + found[0].length;
    const [, cdata, closing, fullName, attributes = '', selfClosing] = found;
    if (cdata !== undefined) addText(cdata);
    if (fullName === undefined) continue;
    const name = localName(fullName);
    if (closing === '/') {
      if (open.length < 2 || open.pop()?.name !== name) throw new XmlFault(`Unexpected end tag ${fullName}`);
      continue;
    }
    const element = { name, attributes: readAttributes(attributes), children: [], text: '' };
    open.at(-1)?.children.push(element);
    if (selfClosing !== '/') open.push(element);
  }
  const [root] = top.children;
  if (open.length !== 1 || !root || top.children.length !== 1 || source.slice(at).trim() !== '')
    throw new XmlFault('The document has no single root element');
  return root;
}

export function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** The text of a child, trimmed; null where there is none. */
export function childText(element: XmlElement, name: string): string | null {
  return childOf(element, name)?.text.trim() ?? null;
}
