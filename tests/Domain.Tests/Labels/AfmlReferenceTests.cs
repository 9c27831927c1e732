using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Labels;

/// <summary>Values that another implementation computed on dollar bars. It enters at the close of the event's bar, judges barriers on
/// closes and lets a label last a day: an entry delay of 0, touches by close, a maximal holding of a day. Its bars are stamped at their
/// close; taken as opens that shifts all of them alike.</summary>
public sealed class AfmlReferenceTests
{
    private const double Precision = 1e-9;
    private static readonly JsonElement Reference = ReferenceData.Load("afml_labels");
    private static readonly string[] Times = Strings(Reference.GetProperty("bars").GetProperty("timestamp"));
    private static readonly Dictionary<string, int> BarAt = Times.Select((time, i) => (time, i)).ToDictionary(pair => pair.time, pair => pair.i);
    private static readonly VolatilityOptions DailyVolatility = new() { Span = 100, MinReturns = 2 };
    private static readonly BarSeries Bars = Closes();

    [Fact]
    public void TrailingVolatility_DailySpan100_EqualsTheReference()
    {
        double[] volatility = TrailingVolatility.Compute(Bars, DailyVolatility);

        AssertEach(Reference.GetProperty("daily_vol_lookback100"), "timestamp", "values", (bar, value) => Assert.Equal(value.GetDouble(), volatility[bar], Precision));
    }

    [Fact]
    public void CusumFilter_FixedThreshold_ChoosesTheSameEvents()
    {
        JsonElement filter = Reference.GetProperty("cusum_filter");
        double[] thresholds = [.. Enumerable.Repeat(filter.GetProperty("threshold").GetDouble(), Bars.Count)];

        Assert.Equal(Strings(filter.GetProperty("events")), CusumFilter.Events(Bars.Close, thresholds).Select(bar => Times[bar]));
    }

    [Fact]
    public void MaxHolding_OfADay_EndsWhereTheVerticalBarrierStands()
    {
        // Barriers so far off that only time ends a label.
        TripleBarrierOptions options = Options(100, 100) with { MinVolatility = 0 };
        LabelSet labels = TripleBarrierLabels.Compute(Bars, options).Labels;

        AssertEach(Reference.GetProperty("vertical_barrier_1day"), "event", "t1", (bar, end) => Assert.Equal(BarAt[end.GetString()!], labels.EndIndex[bar]));
    }

    [Theory]
    [InlineData("triple_barrier_pt1_sl1_no_side", false)]
    [InlineData("triple_barrier_pt1_sl2_side1", true)]
    public void TripleBarrierLabels_OfTheEvents_HaveTheSameEndsReturnsAndBins(string name, bool metaLabels)
    {
        JsonElement expected = Reference.GetProperty(name);
        double[] multiples = [.. expected.GetProperty("pt_sl").EnumerateArray().Select(value => value.GetDouble())];
        TripleBarrierSet set = TripleBarrierLabels.Compute(Bars, Options(multiples[0], multiples[1]));
        HashSet<string> timed = [.. Strings(Reference.GetProperty("vertical_barrier_1day").GetProperty("event"))];
        JsonElement events = expected.GetProperty("events");
        Dictionary<string, string> ends = Strings(events.GetProperty("timestamp"))
            .Zip(Strings(events.GetProperty("t1"))).ToDictionary(pair => pair.First, pair => pair.Second);
        Dictionary<string, double> targets = Strings(events.GetProperty("timestamp"))
            .Zip(events.GetProperty("trgt").EnumerateArray().Select(value => value.GetDouble())).ToDictionary(pair => pair.First, pair => pair.Second);
        JsonElement bins = expected.GetProperty("bins");
        string[] times = Strings(bins.GetProperty("timestamp"));
        for (int i = 0; i < times.Length; i++)
        {
            int row = BarAt[times[i]];
            // It labels an event whose day ends past the data where a barrier is met before; we do not label by outcome.
            Assert.Equal(timed.Contains(times[i]), set.Labels.IsLabelled(row));
            if (!set.Labels.IsLabelled(row)) continue;
            Assert.Equal(BarAt[ends[times[i]]], set.Labels.EndIndex[row]);
            Assert.Equal(bins.GetProperty("ret")[i].GetDouble(), set.Returns[row], Precision);
            // It finds touches with simple returns but calls them with log returns, so that a touch that just passed a barrier is a 0. With
            // a side it labels 'taken and won' 1, all else 0.
            double logReturn = Math.Log(1 + set.Returns[row]);
            double theirs = set.Labels.Values[row] switch
            {
                > 0 when logReturn > multiples[0] * targets[times[i]] => 1,
                < 0 when !metaLabels && logReturn < -multiples[1] * targets[times[i]] => -1,
                _ => 0,
            };
            Assert.Equal(bins.GetProperty("bin")[i].GetDouble(), theirs);
        }
    }

    [Fact]
    public void SampleUniqueness_OfTheEvents_EqualsTheReference()
    {
        (LabelSet labels, int[] rows) = Intervals();
        double[] average = SampleUniqueness.Average(labels, rows);

        AssertEach(
            Reference.GetProperty("average_uniqueness"),
            "timestamp",
            "values",
            (bar, value) => Assert.Equal(value.GetDouble(), average[Array.IndexOf(rows, bar)], Precision));
    }

    /// <summary>In proportion to the first: both have a mean of 1, over as many events as there are.</summary>
    [Fact]
    public void ByReturn_OfTheEvents_IsInProportionToTheReference()
    {
        (LabelSet labels, int[] rows) = Intervals();
        double[] expected = [.. Reference.GetProperty("weights_by_return").EnumerateArray().Select(value => value.GetDouble())];

        double[] weights = SampleWeights.ByReturn(labels, rows, Bars.Close);

        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i] / expected[0], weights[i] / weights[0], Precision);
    }

    [Fact]
    public void TimeDecay_Half_EqualsTheReference()
    {
        double[] uniqueness = [.. Reference.GetProperty("average_uniqueness").GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
        double[] expected = [.. Reference.GetProperty("weights_time_decay_0.5").EnumerateArray().Select(value => value.GetDouble())];

        double[] factors = SampleWeights.TimeDecay(uniqueness, 0.5);

        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], factors[i], Precision);
    }

    [Fact]
    public void SampleUniqueness_OfTheIndicatorMatrix_EqualsTheReference()
    {
        JsonElement example = Reference.GetProperty("ind_matrix_uniqueness");
        int[][] matrix = [.. example.GetProperty("matrix").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt32()).ToArray())];
        int[] starts = [.. Enumerable.Range(0, matrix[0].Length).Select(label => Array.FindIndex(matrix, row => row[label] == 1))];
        int[] ends = [.. Enumerable.Repeat(LabelSet.Unlabelled, matrix.Length)];
        for (int label = 0; label < starts.Length; label++) ends[starts[label]] = Array.FindLastIndex(matrix, row => row[label] == 1);

        double[] average = SampleUniqueness.Average(new LabelSet(new double[matrix.Length], ends), starts);

        double[] expected = [.. example.GetProperty("per_label_average").EnumerateArray().Select(value => value.GetDouble())];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], average[i], Precision);
        // The overall figure is the mean over bars and labels, not over labels.
        double overall = starts.Select((start, i) => average[i] * (ends[start] - start + 1)).Sum() / starts.Sum(start => ends[start] - start + 1);
        Assert.Equal(example.GetProperty("mlfinlab_overall").GetDouble(), overall, Precision);
    }

    private static TripleBarrierOptions Options(double takeProfit, double stop) => new()
    {
        Label = new LabelOptions { Horizon = LabelOptions.MaxHorizon, EntryDelay = 0 },
        TakeProfit = takeProfit,
        Stop = stop,
        Volatility = DailyVolatility,
        MinVolatility = 0.005,
        Touch = BarrierTouch.Close,
        MaxHolding = TimeSpan.FromDays(1),
    };

    private static (LabelSet Labels, int[] Rows) Intervals()
    {
        JsonElement barriers = Reference.GetProperty("triple_barrier_pt1_sl1_no_side");
        HashSet<string> labelled = [.. Strings(barriers.GetProperty("bins").GetProperty("timestamp"))];
        int[] ends = [.. Enumerable.Repeat(LabelSet.Unlabelled, Bars.Count)];
        List<int> rows = [];
        AssertEach(barriers.GetProperty("events"), "timestamp", "t1", (bar, end) =>
        {
            if (!labelled.Contains(Times[bar])) return;
            ends[bar] = BarAt[end.GetString()!];
            rows.Add(bar);
        });
        return (new LabelSet(new double[Bars.Count], ends), [.. rows]);
    }

    private static void AssertEach(JsonElement table, string times, string values, Action<int, JsonElement> assert)
    {
        string[] at = Strings(table.GetProperty(times));
        JsonElement column = table.GetProperty(values);
        Assert.NotEmpty(at);
        for (int i = 0; i < at.Length; i++) assert(BarAt[at[i]], column[i]);
    }

    private static BarSeries Closes()
    {
        double[] closes = [.. Reference.GetProperty("bars").GetProperty("close").EnumerateArray().Select(value => value.GetDouble())];
        long[] ticks = [.. Times.Select(time => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks)];
        return BarSeries.Create(Symbol.Parse("ES"), Timeframe.M1, MarketCalendar.Fx, new BarColumns(ticks, closes, closes, closes, closes, new double[closes.Length]));
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetString()!)];
}
