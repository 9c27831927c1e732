import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../src/api/bars';
import { CandleFeed, nearest, type Grown } from '../src/charts/candles/feed';

const HISTORY = 1000;

/** A history of candles at 0, 10, 20 ... that answers when it is told to. */
function scene({ first = 100, more = 200, most = 100_000 } = {}) {
  const grown: Grown[] = [];
  const errors: unknown[] = [];
  let asked = 0;
  const cut = (from: number, to: number): BarColumns => {
    const time = Array.from({ length: Math.max(0, to - from) }, (_, index) => (from + index) * 10);
    asked++;
    const figures = { open: time, high: time, low: time, close: time, volume: time };
    return { symbol: 'S', timeframe: '1h', count: time.length, time, ...figures, more_before: from > 0, more_after: to < HISTORY };
  };
  const feed = new CandleFeed({
    source: {
      before: async (limit, to) => {
        const end = to === undefined ? HISTORY : Math.ceil(to / 10);
        return cut(Math.max(0, end - limit), end);
      },
      from: async (limit, from) => cut(Math.ceil(from / 10), Math.min(HISTORY, Math.ceil(from / 10) + limit)),
    },
    onGrown: (one) => grown.push(one),
    onError: (error) => errors.push(error),
    first, more, most,
  });
  const settle = () => new Promise((go) => setTimeout(go, 0));
  return { feed, grown, errors, settle, asked: () => asked };
}

describe('CandleFeed', () => {
  it('begins with the newest', async () => {
    const { feed, grown } = scene();

    await feed.show();

    expect([feed.candles.length, feed.candles.at(-1)?.time]).toEqual([100, 9990]);
    expect(grown).toEqual([{ front: 0, back: 0, fresh: true }]);
  });

  it('begins on both sides of a time, and asks nothing for a time that is here', async () => {
    const { feed, asked } = scene();

    await feed.show(5000);
    const before = asked();
    await feed.show(5100);

    expect([feed.candles[0]?.time, feed.candles.at(-1)?.time]).toEqual([4500, 5490]);
    expect(asked()).toBe(before);
  });

  it('grows in front before the view comes to the first candle, without one twice', async () => {
    const { feed, grown, settle } = scene();
    await feed.show(5000);

    feed.look(20, 40);
    await settle();

    expect(grown.at(1)).toEqual({ front: 200, back: 0, fresh: false });
    expect(new Set(feed.candles.map((candle) => candle.time)).size).toBe(feed.candles.length);
    expect(feed.candles.every((candle, index) => index === 0 || candle.time - feed.candles[index - 1]!.time === 10)).toBe(true);
  });

  it('goes on at both ends until all is here where the view is wide', async () => {
    const { feed, settle } = scene();
    await feed.show(5000);

    for (let i = 0; i < 20; i++) {
      feed.look(0, feed.candles.length);
      await settle();
    }

    expect(feed.candles.length).toBe(HISTORY);
  });

  it('changes nothing while the chart is dragged', async () => {
    const { feed, settle } = scene();
    await feed.show(5000);

    feed.hold(true);
    feed.look(20, 40);
    await settle();
    expect(feed.candles.length).toBe(100);
    feed.hold(false);
    await settle();

    expect(feed.candles.length).toBeGreaterThan(100);
  });

  it('lets the far end go when there are too many, and fetches it again when somebody goes back', async () => {
    const { feed, settle } = scene({ more: 100, most: 350 });
    await feed.show(5000);
    for (let i = 0; i < 5; i++) {
      feed.look(0, 20);
      await settle();
    }
    expect([feed.candles.length, feed.candles[0]?.time]).toEqual([350, 0]);

    feed.look(300, 320);
    await settle();

    expect([feed.candles.length, feed.candles[0]?.time, feed.candles.at(-1)?.time]).toEqual([350, 1000, 4490]);
  });

  it('stays as it is where the view is wider than what is kept', async () => {
    const { feed, settle, asked } = scene({ more: 100, most: 250 });
    await feed.show(5000);

    feed.look(0, 100);
    await settle();
    const before = asked();
    feed.look(0, feed.candles.length);
    await settle();

    expect([asked(), feed.candles.length]).toEqual([before, 200]);
  });

  it('says why it has failed, and does not ask with every pixel', async () => {
    let asked = 0;
    const errors: unknown[] = [];
    const refuse = async () => {
      asked++;
      throw new Error('no bars');
    };
    const feed = new CandleFeed({ source: { before: refuse, from: refuse }, onGrown: () => {}, onError: (error) => errors.push(error) });

    await feed.show();
    feed.look(0, 10);
    feed.look(0, 11);

    expect([asked, errors.length]).toEqual([1, 1]);
  });

  it('finds the candle nearest to a time', async () => {
    const { feed } = scene();
    await feed.show();

    expect([nearest(feed.candles, 9985), nearest(feed.candles, 0), nearest(feed.candles, 99_999), nearest([], 5)]).toEqual([99, 0, 99, -1]);
  });
});
