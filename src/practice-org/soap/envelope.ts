import type { Reply } from '../http/reply';
import { childOf, childText, readXml, XmlFault, type XmlElement } from '../xml/read-xml';
import { writeElement, XML_HEAD, type XmlNode } from '../xml/write-xml';

const ENVELOPE =
  'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com"';
const PARTNER = ' xmlns="urn:partner.soap.sforce.com"';
const SOAP_TYPE = 'text/xml;charset=UTF-8';

/** A SOAP fault: HTTP 500 and a code in Salesforce's namespace. */
export class SoapFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What came in: who calls, how to save, and the call itself. */
export type SoapCall = { sessionId: string | null; allOrNone: boolean; operation: XmlElement };

export function readEnvelope(text: string): SoapCall {
  let root: XmlElement;
  try {
    root = readXml(text);
  } catch (fault) {
    if (fault instanceof XmlFault) throw new SoapFault('soapenv:Client', fault.message);
    throw fault;
  }
  const header = childOf(root, 'Header');
  const operation = childOf(root, 'Body')?.children[0];
  if (root.name !== 'Envelope' || !operation)
    throw new SoapFault('soapenv:Client', 'no operation in the body');
  const session = header ? childOf(header, 'SessionHeader') : null;
  const whole = header ? childOf(header, 'AllOrNoneHeader') : null;
  return {
    sessionId: session ? childText(session, 'sessionId') : null,
    allOrNone: (whole ? childText(whole, 'allOrNone') : null) === 'true',
    operation,
  };
}

function reply(status: number, body: string): Reply {
  const text = `${XML_HEAD}<soapenv:Envelope ${ENVELOPE}${PARTNER}><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  return { status, headers: { 'Content-Type': SOAP_TYPE }, body: text };
}

export const replyAnswer = (name: string, content: readonly XmlNode[]): Reply =>
  reply(200, writeElement([name, content]));

export function replyFault(fault: SoapFault): Reply {
  const { code, message } = fault;
  const spoken = code.includes(':') ? message : `${code}: ${message}`;
  const faultcode = code.includes(':') ? code : `sf:${code}`;
  const detail = `<detail><sf:UnexpectedErrorFault>${writeElement(['sf:exceptionCode', code])}${writeElement(['sf:exceptionMessage', message])}</sf:UnexpectedErrorFault></detail>`;
  const fields = writeElement(['faultcode', faultcode]) + writeElement(['faultstring', spoken]);
  return reply(500, `<soapenv:Fault>${fields}${detail}</soapenv:Fault>`);
}
