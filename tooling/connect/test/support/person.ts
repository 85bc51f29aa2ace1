/** What a browser does when a person signs in and agrees, without one. */
export async function agree(url: string): Promise<void> {
  const jar = new Map<string, string>();
  const go = async (to: string, method = 'GET'): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(to, { method, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    return location === null ? response : go(new URL(location, to).href);
  };
  let page = await go(url);
  for (let steps = 0; steps < 2; steps++) {
    const [, action = ''] = /action="([^"]+allow)"/.exec(await page.text()) ?? [];
    page = await go(new URL(action, url).href, 'POST');
  }
}
