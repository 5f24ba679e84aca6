import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a program answers here. */
export const hasProgram = async (name: string, ...args: string[]): Promise<boolean> =>
  run(name, args).then(
    () => true,
    (cause: { code?: unknown }) => cause.code !== 'ENOENT',
  );

export type Certificate = { key: string; cert: string };

export type Authority = {
  /** The authority's own certificate, as a file. */
  path: string;
  /** A certificate for a host name, valid for a day, or expired a day ago. */
  issue: (host: string, isExpired?: boolean) => Promise<Certificate>;
  /** Makes a home folder trust the authority, as a company's set-up of a Linux computer does. */
  install: (home: string) => Promise<void>;
  remove: () => Promise<void>;
};

const keyFlags = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
const words = (line: string): string[] => line.split(' ');

/** A private certificate authority such as companies have that inspect their traffic. */
export const foundAuthority = async (): Promise<Authority> => {
  const folder = await mkdtemp(join(tmpdir(), 'bulkhead-authority-'));
  const at = (name: string): string => join(folder, name);
  const path = at('ca.pem');
  await run('openssl', [
    ...words(`req -x509 ${keyFlags} -days 2 -keyout ${at('ca.key')} -out ${path}`),
    ...words('-addext keyUsage=critical,keyCertSign -subj'),
    '/CN=Acme test authority',
  ]);
  let issued = 0;
  return {
    path,
    issue: async (host, isExpired = false) => {
      const name = at(`server-${(issued += 1)}`);
      await writeFile(`${name}.ext`, `subjectAltName=DNS:${host}\nextendedKeyUsage=serverAuth\n`);
      const request = `req ${keyFlags} -keyout ${name}.key -out ${name}.csr -subj /CN=${host}`;
      await run('openssl', words(request));
      const signers = `-CA ${path} -CAkey ${at('ca.key')} -CAcreateserial -extfile ${name}.ext`;
      const days = isExpired ? -1 : 1;
      await run('openssl', words(`x509 -req -in ${name}.csr ${signers} -days ${days} -out ${name}.pem`));
      return {
        key: await readFile(`${name}.key`, 'utf8'),
        cert: await readFile(`${name}.pem`, 'utf8'),
      };
    },
    install: async (home) => {
      const database = join(home, '.pki', 'nssdb');
      await mkdir(database, { recursive: true });
      await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password']);
      await run('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', 'Acme', '-i', path]);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
