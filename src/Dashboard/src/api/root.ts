/** Where the API lies, by where the page lies: beside /api/ on a laptop, below it at /api/dashboard/ in Azure. */
export function apiRoot(path: string): string {
  const inside = path.indexOf('/dashboard/');
  return inside >= 0 ? path.slice(0, inside + 1) : '/api/';
}
