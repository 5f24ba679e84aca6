import { SaxesParser } from 'saxes';

/** An element without its namespace prefix; `text` is what stands directly in it. */
export type XmlElement = { name: string; text: string; children: XmlElement[] };

/** Reads a small XML document whole. Throws where it is not well-formed, as one that was cut short. */
export const readXml = (source: string): XmlElement => {
  const parser = new SaxesParser({ xmlns: true });
  const document: XmlElement = { name: '', text: '', children: [] };
  const open = [document];
  const innermost = (): XmlElement => open.at(-1) ?? document;
  const addText = (text: string): void => {
    innermost().text += text;
  };
  parser.on('error', (cause) => {
    throw cause;
  });
  parser.on('opentag', ({ local }) => {
    const element: XmlElement = { name: local, text: '', children: [] };
    innermost().children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(source).close();
  const [root] = document.children;
  if (root === undefined) throw new Error('no element in the document');
  return root;
};

/** The text of a child; null where there is none, or where it is empty. */
export const childText = (element: XmlElement, name: string): string | null => {
  const text = element.children.find((child) => child.name === name)?.text.trim() ?? '';
  return text === '' ? null : text;
};

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text as it may stand in an element or an attribute. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
