import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone whose page and settings are tested. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The clone whose built programs are run; ST_BUILT names another one than this. */
const BUILT = process.env['ST_BUILT'] ?? ROOT;

/** A built program of the product, to be started by `dotnet`. */
export function program(project: 'LocalHost' | 'Cli'): string {
  return join(BUILT, 'src', project, 'bin', 'Release', 'net10.0', `ServerlessTraining.${project}.dll`);
}
