/** The client under test: downloads an export, and requests it again after a broken connection. */
export async function download(url, token, attempts = 3) {
  try {
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'recipes/1.0' };
    const response = await fetch(`${url}/api/v1/export?since=2026-11-01`, { headers });
    if (response.status !== 200) throw new Error(`expected an export, got the status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (attempts === 1 || error.name !== 'TypeError') throw error;
    return download(url, token, attempts - 1);
  }
}
