import { expect, it } from 'vitest';
import { apiRoot } from '../src/api/root';

it.each([
  ['/', '/api/'],
  ['/index.html', '/api/'],
  ['/api/dashboard/', '/api/'],
  ['/api/dashboard/index.html', '/api/'],
  ['/v2/api/dashboard/', '/v2/api/'],
])('finds the API of a page at %s', (path, root) => {
  expect(apiRoot(path)).toBe(root);
});
