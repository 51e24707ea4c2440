// Unpacks the browser of the npm package into a folder, with the libraries that a bare system
// lacks; prints where both are as JSON.
import chromium from '@sparticuz/chromium';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.join(here, 'node_modules', '.browser');
const program = path.join(folder, 'chromium');
const libraries = path.join(folder, 'lib');

if (!existsSync(libraries)) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(await chromium.executablePath(), program);
  const packed = path.join(here, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br');
  const archive = path.join(folder, 'libraries.tar');
  writeFileSync(archive, brotliDecompressSync(readFileSync(packed)));
  execFileSync('tar', ['-xf', archive, '-C', folder]);
}
console.log(JSON.stringify({ program, libraries }));
