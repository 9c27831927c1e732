import { describe, expect, it } from 'vitest';
import type { Imported, PresetHistory } from '../src/api/presets';
import { importedText, linesOf, sameAs, typeOf } from '../src/pages/presets/importWords';

const ONE: Imported = { name: 'A_1h_v1_Ridge_single_h1', version: 3, file_name: 'A_1h_v1_Ridge_single_h1', file_version: 1, trust: 'none' };

describe('an import', () => {
  it('says what it became', () => {
    expect(importedText(ONE)).toBe('version 3 now, version 1 in the file; not signed');
    expect(importedText({ ...ONE, file_name: 'B', trust: 'trusted' })).toBe('version 3 now, version 1 of B in the file; signed by a trusted key');
  });

  it('says when nothing in it is new', () => {
    const history = historyOf('old', 'same', 'same');

    expect(sameAs(history, 3)).toBe(2);
    expect(importedText(ONE, history)).toContain('the same content as version 2, nothing in it is new');
    expect(importedText(ONE, historyOf('old', 'other', 'new'))).not.toContain('same content');
  });

  it('is sent as what it is', () => {
    expect([typeOf('a.ZIP'), typeOf('a.json')]).toEqual(['application/zip', 'application/json']);
  });

  it('lists the reasons of a refusal in lines', () => {
    expect(linesOf('refused: a; b.')).toBe('refused: a;\nb.');
  });
});

function historyOf(...contents: string[]): PresetHistory {
  const events = contents.map((content, index) => ({ kind: 'imported' as const, version: index + 1, description: '', content_fingerprint: content, at: '2026-01-01T00:00:00Z' }));
  return { name: ONE.name, latest: contents.length, deleted: false, events };
}
