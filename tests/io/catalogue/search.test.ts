import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../kernel-helpers/io/catalogue/catalogue.js';
import { searchEntries } from '../../../kernel-helpers/io/catalogue/search.js';

const found = (query: string): string[] => searchEntries(catalogue, query).map(entry => entry.id);

describe('search', () => {
  test('puts what is named so before what only mentions it', () => {
    const ids = found('basket');
    expect(ids.slice(0, 3).sort()).toEqual([
      'minnie65/basket-cell-296758',
      'minnie65/basket-cell-inputs',
      'minnie65/basket-cell-outputs',
    ]);
    expect(ids.length).toBeGreaterThan(3);
    expect(found('nucleus_detection_v0')[0]).toBe('minnie65/v1507/nucleus_detection_v0');
    expect(found('martinotti')[0]).toBe('minnie65/martinotti-cell-264824');
  });

  test('gives the newest release of a table, and any that the query names', () => {
    const newest = found('aibs_cell_info');
    expect(newest.filter(id => id.endsWith('/aibs_cell_info'))).toEqual(['minnie65/v1507/aibs_cell_info']);
    expect(found('proofreading_status_and_strategy v1412')[0]).toBe('minnie65/v1412/proofreading_status_and_strategy');
    expect(found('proofreading_status 1412')).toContain('minnie65/v1412/proofreading_status_and_strategy');
  });

  test('needs every word, in any order, whatever the case', () => {
    expect(found('tuning ORIENTATION')).toEqual(found('orientation tuning'));
    expect(found('orientation tuning')[0]).toBe('digital-twin/orientation-tuning-units');
    expect(found('basket zebrafish')).toEqual([]);
  });

  test('finds columns and their meanings', () => expect(found('pre_nucleus_id')).toContain('ding2025/presyn-mean'));

  test('finds nothing for no word, and takes signs for what they are', () => {
    for (const query of ['', '   ', '(.*)[', '∅']) expect(found(query)).toEqual([]);
  });
});
