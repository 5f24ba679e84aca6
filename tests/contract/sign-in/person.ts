/** What a person does in the browser once the app has opened it. */
export type Conduct = {
  decision: 'allow' | 'deny';
  /** Id of the user to sign in as; left out: the one the page offers. */
  user?: string;
};

const follow = async (url: string, init?: RequestInit): Promise<Response> =>
  fetch(url, { ...init, redirect: 'manual' });

/**
 * Opens the authorize page, answers it, goes where it leads, and returns the last page that was shown: the app's
 * own, or the login host's where that leads nowhere.
 */
export const goThroughBrowser = async (url: string, { decision, user }: Conduct): Promise<string> => {
  const page = await follow(url);
  const onward = page.headers.get('location');
  if (onward !== null) return (await follow(onward)).text();
  const html = await page.text();
  const pageId = /name="page" value="([^"]+)"/.exec(html)?.[1];
  if (pageId === undefined) return html;
  const chosen = user ?? /<option value="(\w+)" selected/.exec(html)?.[1] ?? '';
  const answer = await follow(new URL('/services/oauth2/authorize', url).href, {
    method: 'POST',
    body: new URLSearchParams({ page: pageId, decision, user: chosen }),
  });
  const back = answer.headers.get('location');
  return back === null ? answer.text() : (await follow(back)).text();
};
