import { defineConfig } from 'vite';

// `npm run dev` serves the page by itself and hands what it asks on to a running product; a built page is served by the product.
const product = process.env['ST_URL'] ?? 'http://127.0.0.1:7071';

export default defineConfig({
  // Relative addresses: the page lies at / on a laptop and at /api/dashboard/ in Azure.
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    // A data: address in a script or style would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  server: { host: '127.0.0.1', proxy: { '/api': product } },
});
