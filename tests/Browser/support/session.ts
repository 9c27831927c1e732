/** What a signed-in browser sends. */
export interface Session {
  readonly name: string;
  readonly value: string;
}

/** Follows a one-time link as a browser does. */
export async function redeem(link: string): Promise<Session> {
  const answer = await fetch(link, { redirect: 'manual' });
  const [cookie] = answer.headers.getSetCookie();
  const [, name, value] = /^([^=;]+)=([^;]*)/.exec(cookie ?? '') ?? [];
  if (!name || !value) throw new Error(`the sign-in link gave no cookie but ${answer.status}: ${await answer.text()}`);
  return { name, value };
}
