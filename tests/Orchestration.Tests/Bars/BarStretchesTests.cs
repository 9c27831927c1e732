using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Tests.Bars;

[Collection(StoredBarsTests.Name)]
public sealed class BarStretchesTests(StoredBars stored)
{
    private readonly BarSeries bars = stored.Days;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Ranges that begin and end in, before, behind and on the edges of chunks.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_AnyRangeAndLimit_IsThatEndOfTheRange(bool last)
    {
        StoredSeries index = await IndexAsync();
        BarStretches stretches = new(stored.Scene.Store);
        DateTimeOffset[] edges =
        [
            DateTimeOffset.MinValue, .. index.Chunks.SelectMany(chunk => new[] { chunk.First, chunk.First.AddDays(20), chunk.Last.AddMinutes(1) }), DateTimeOffset.MaxValue,
        ];
        SeededRandom random = new(7);
        for (int i = 0; i < 20; i++)
        {
            DateTimeOffset[] ends = [.. new[] { edges[random.Next(edges.Length)], edges[random.Next(edges.Length)] }.Order()];
            TimeInterval asked = new(ends[0], ends[1]);
            int limit = 1 + random.Next(i % 2 == 0 ? 30 : bars.Count);
            (int from, int all) = bars.RangeOf(asked).GetOffsetAndLength(bars.Count);
            int count = Math.Min(all, limit);
            int start = last ? from + all - count : from;

            BarStretch found = (await stretches.ReadAsync(bars.Symbol, bars.Timeframe, asked, limit, last, Token))!;

            Assert.Equal(bars.OpenTicks.Slice(start, count).ToArray(), found.Bars.OpenTicks.ToArray());
            if (count > 0) Assert.Equal((start > 0, start + count < bars.Count), (found.MoreBefore, found.MoreAfter));
        }
    }

    [Theory]
    [InlineData(false, 99, 0, 0)]
    [InlineData(false, 366, 0, 0)]
    [InlineData(false, 367, 0, 1)]
    [InlineData(true, 1, 2, 2)]
    [InlineData(true, 300, 1, 2)]
    public async Task Needed_OfAllBars_IsAsManyChunksAsHoldTheLimit(bool last, int limit, int first, int end)
    {
        StoredSeries index = await IndexAsync();
        TimeInterval all = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

        TimeInterval needed = last ? NeededBars.Last(index, all, limit) : NeededBars.First(index, all, limit);

        Assert.Equal(
            index.Chunks.Skip(first).Take(end - first + 1).Select(chunk => chunk.Period),
            index.Chunks.Where(chunk => chunk.First < needed.End && chunk.Last >= needed.Start).Select(chunk => chunk.Period));
    }

    private async Task<StoredSeries> IndexAsync()
    {
        StoredSeries index = (await stored.Scene.Store.FindAsync(bars.Symbol, bars.Timeframe, Token))!;
        Assert.Equal(3, index.Chunks.Count);
        return index;
    }
}
