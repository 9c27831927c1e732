import { presets, type Imported } from '../../api/presets';
import { words } from '../../api/problem';
import { importedText, linesOf, typeOf } from './importWords';

interface ImportedPreset {
  name: string;
  text: string;
}

/** What became of a file. */
export interface ImportedFile {
  file: string;
  presets: readonly ImportedPreset[];
  /** The server's words, every reason a line; undefined where it was taken. */
  refused?: string;
}

/** Sends a file; what is wrong with it is told, not thrown, so that other files are sent all the same. */
export async function importFile(file: File, name: string): Promise<ImportedFile> {
  try {
    const report = await presets.import(file, typeOf(file.name), name || undefined);
    return { file: file.name, presets: await Promise.all(report.presets.map(said)) };
  } catch (error) {
    return { file: file.name, presets: [], refused: linesOf(words(error)) };
  }
}

async function said(one: Imported): Promise<ImportedPreset> {
  // The import succeeded; without the history only the comparison with earlier versions is missing.
  const history = await presets.history(one.name).catch(() => undefined);
  return { name: one.name, text: importedText(one, history) };
}
