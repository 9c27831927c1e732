import { describe, expect, it } from 'vitest';
import { faultOf, faultsOf, unsaidOf } from '../src/api/faults';
import { ApiError, type FieldError } from '../src/api/problem';
import { fieldsOf } from '../src/pages/queue/builder/fields';

const error = (...faults: [field: string, value: string | null, allowed: string | null][]) =>
  new ApiError(400, 'wrong', faults.map(([field, value, allowed]): FieldError => ({ field, value, allowed })));

describe('what the server says of a field', () => {
  it.each([
    ['3', 'from 15 to 63 leaves', 'Needed: from 15 to 63 leaves, not 3.'],
    [null, 'the version that was edited,', 'Needed: the version that was edited.'],
    ["''", null, 'Needed: something else.'],
    ['"9x"', "must be a timeframe such as 1h, but is the text '9x'", "Must be a timeframe such as 1h, but is the text '9x'."],
  ])('is a sentence: %s, %s', (value, allowed, sentence) => expect(faultOf(error(['field', value, allowed]), 'field')).toBe(sentence));

  it('is nothing where it has nothing against it', () => {
    expect([faultOf(error(['days', '0', 'more']), 'seed'), faultOf(new Error('x'), 'seed'), faultOf(undefined, 'seed')]).toEqual([undefined, undefined, undefined]);
  });

  it('names the place where it is one of several', () => {
    const several = error(['days[1]', 'often', 'a whole number'], ['days[2]', null, 'must be more']);

    expect(faultOf(several, 'days')).toBe('days[1]: needed: a whole number, not often. days[2]: must be more.');
  });
});

describe('the faults of a form', () => {
  it('go to the hyper-parameters of a model, not to the models', () => {
    const faults = faultsOf(error(['models[1].hyper_parameters.alpha', '-1', 'above 0']), fieldsOf(2));

    expect([faults.of('models'), faults.of('models[1].hyper_parameters')]).toEqual([undefined, 'models[1].hyper_parameters.alpha: needed: above 0, not -1.']);
  });

  it('do not take one name for the beginning of another', () => {
    expect(faultsOf(error(['days_off', null, null]), fieldsOf(0)).elsewhere).toBe(true);
  });

  it('may be such that no field shows them', () => {
    expect(faultsOf(new ApiError(400, 'no bars'), fieldsOf(1)).elsewhere).toBe(true);
    expect(faultsOf(error(['days', null, 'x'], ['other', null, 'x']), fieldsOf(1)).elsewhere).toBe(true);
    expect(faultsOf(error(['days', null, 'x']), fieldsOf(1)).elsewhere).toBe(false);
    expect(faultsOf(undefined, fieldsOf(1)).elsewhere).toBe(false);
  });
});

describe('a failure', () => {
  it('lists only what its own words leave out', () => {
    const faults: FieldError[] = [{ field: 'days', value: '0', allowed: '1 to 3650 days' }, { field: 'seed', value: '-1', allowed: 'a whole number' }];

    expect(unsaidOf(new ApiError(400, 'days is 0; 1 to 3650 days is needed.', faults)).map((fault) => fault.field)).toEqual(['seed']);
  });
});
