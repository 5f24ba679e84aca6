const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
:root { color-scheme: light dark; --ink: #1d1b26; --soft: #5b5670; --ground: #f5f2fb; --card: #fff; --line: #cbbfe3; --act: #5b35a0; --on-act: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #efeaf8; --soft: #b9b0cc; --ground: #17131f; --card: #221c2f; --line: #6a50a0; --act: #c9aef5; --on-act: #221c2f } }
* { box-sizing: border-box } body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 440px; background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--act); border-radius: 8px; padding: 28px }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 12px } p, ul { margin: 0 0 16px } ul { padding-inline-start: 20px } .soft { color: var(--soft); font-size: 14px; overflow-wrap: anywhere }
label { display: block; font-weight: 600; margin-bottom: 4px } select { width: 100%; font: inherit; padding: 8px; border: 1px solid var(--soft); border-radius: 6px; background: var(--card); color: var(--ink); margin-bottom: 20px }
.row { display: flex; gap: 12px; justify-content: flex-end } button { font: inherit; font-weight: 600; min-height: 44px; padding: 8px 20px; border-radius: 6px; border: 1px solid var(--act); background: transparent; color: var(--ink); cursor: pointer }
button.act { background: var(--act); color: var(--on-act) } :focus-visible { outline: 3px solid var(--act); outline-offset: 2px }`;

function wrap(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

export type PageUser = { id: string; label: string; chosen: boolean };

/** The page on which a person lets an app in, or does not. */
export function writeAllowPage(options: {
  orgName: string;
  appName: string;
  pageId: string;
  users: readonly PageUser[];
  refresh: boolean;
}): string {
  const app = escapeHtml(options.appName);
  const choices = options.users
    .map(
      (user) =>
        `<option value="${user.id}"${user.chosen ? ' selected' : ''}>${escapeHtml(user.label)}</option>`,
    )
    .join('');
  return wrap(
    `Allow ${options.appName}?`,
    `<h1>Allow ${app} to work with ${escapeHtml(options.orgName)}?</h1>
<p>This is a practice org on your own computer. Nothing here leaves it.</p>
<p>${app} asks to:</p><ul><li>read and change the practice records</li>${options.refresh ? '<li>stay signed in until you revoke it</li>' : ''}</ul>
<form method="post" action="/services/oauth2/authorize"><input type="hidden" name="page" value="${options.pageId}">
<label for="user">Sign in as</label><select id="user" name="user">${choices}</select>
<div class="row"><button type="submit" name="decision" value="deny">Deny</button><button class="act" type="submit" name="decision" value="allow">Allow</button></div></form>`,
  );
}

/** The page shown where sending the person back to the app would not be safe. */
export function writeErrorPage(code: string, description: string): string {
  return wrap(
    'Sign-in stopped',
    `<h1>This sign-in cannot go on</h1><p>${escapeHtml(description)}</p><p class="soft">error=${escapeHtml(code)}&amp;error_description=${escapeHtml(description)}</p>`,
  );
}
