using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Reads what requests ask for; everything that is wrong with one is told at once.</summary>
internal sealed class CandleRequests
{
    private const string SymbolAllowed = "a symbol such as SPY or BTCUSDT";
    private const string TimeframeAllowed = "a timeframe such as 15m, 1h or 1d";
    private const string TimeAllowed = "the open of a bar in UTC, such as 2012-06-01 or 2012-06-01T14:00:00Z,";
    private readonly List<FieldFault> faults = [];

    private CandleRequests(CandleOptionsRequest request)
    {
        Unknown("", request.Others, request.GetType());
        Unknown("params.", request.Params?.Others, typeof(CandleParamsRequest));
        Symbol = Parse("symbol", request.Symbol, Domain.Market.Symbol.TryParse, SymbolAllowed, out Symbol symbol) ? symbol : default;
        Timeframe = Parse("timeframe", request.Timeframe, Domain.Market.Timeframe.TryParse, TimeframeAllowed, out Timeframe timeframe) ? timeframe : default;
        Options = OptionsOf(request);
        faults.AddRange(Options.Faults().Select(fault => new FieldFault(fault.Option, fault.Value, fault.Allowed)));
    }

    private delegate bool Parser<T>(string? text, out T value);

    private Symbol Symbol { get; }

    private Timeframe Timeframe { get; }

    private CandleOptions Options { get; }

    /// <exception cref="RequestException">Something is wrong.</exception>
    public static CandleConfig Read(CandleRequest request)
    {
        CandleRequests read = new(request);
        DateTimeOffset candle = read.Time("candle_date", request.CandleDate);
        read.ThrowIfFaulty();
        return CandleConfig.Of(read.Symbol, read.Timeframe, candle, read.Options);
    }

    /// <summary>The market and options of a batch.</summary>
    /// <param name="request">As it came.</param>
    /// <param name="candles">Ascending, each once; null where they are not listed.</param>
    /// <param name="stride">How they are found; null where they are listed.</param>
    /// <exception cref="RequestException">Something is wrong.</exception>
    public static CandleConfig Read(CandleBatchRequest request, out IReadOnlyList<DateTimeOffset>? candles, out CandleStride? stride)
    {
        CandleRequests read = new(request);
        bool listed = request.Candles is { Count: > 0 };
        bool found = request.From is not null || request.To is not null || request.Every is not null;
        candles = listed ? [.. request.Candles!.Select((text, i) => read.Time($"candles[{i}]", text)).Distinct().Order()] : null;
        stride = null;
        if (listed && found) read.faults.Add(new FieldFault("candles", "beside from, to and every", "either a list of candles, or from, to and every,"));
        if (!listed && !found) read.faults.Add(new FieldFault("candles", null, "a list of candles, or from, to and every,"));
        if (found && !listed)
        {
            DateTimeOffset from = read.Time("from", request.From);
            DateTimeOffset to = read.Time("to", request.To);
            if (request.Every is not >= 1) read.faults.Add(new FieldFault("every", request.Every?.ToString(CultureInfo.InvariantCulture), "a whole number of bars from 1"));
            if (to < from && to != default) read.faults.Add(new FieldFault("to", request.To, $"a time not before from, which is {TimeInterval.Text(from)},"));
            stride = new CandleStride(from, to, request.Every ?? 1);
        }

        read.ThrowIfFaulty();
        return CandleConfig.Of(read.Symbol, read.Timeframe, candles?[0] ?? stride!.From, read.Options);
    }

    private static CandleOptions OptionsOf(CandleOptionsRequest request)
    {
        CandleOptions defaults = new();
        CandleParams own = defaults.Params;
        return new CandleOptions
        {
            TrainYears = request.TrainYears ?? defaults.TrainYears,
            TestWindowSize = request.TestWindowSize ?? defaults.TestWindowSize,
            Params = new CandleParams
            {
                LearningRate = request.Params?.LearningRate ?? own.LearningRate,
                NumLeaves = request.Params?.NumLeaves ?? own.NumLeaves,
                MaxDepth = request.Params?.MaxDepth ?? own.MaxDepth,
                MinChildSamples = request.Params?.MinChildSamples ?? own.MinChildSamples,
            },
            FeatureSet = request.FeatureSet ?? defaults.FeatureSet,
            Folds = request.Folds ?? defaults.Folds,
            Windows = request.Windows ?? defaults.Windows,
            OptimizeSeconds = request.OptimizeSeconds ?? defaults.OptimizeSeconds,
            Threshold = request.Threshold ?? defaults.Threshold,
            Seed = request.Seed ?? defaults.Seed,
        };
    }

    private void Unknown(string path, IDictionary<string, JsonElement>? others, Type type)
    {
        foreach (string name in others?.Keys ?? [])
        {
            faults.Add(new FieldFault(path + FieldFault.Show(name), "not known", JsonWords.For(type, ApiJson.Options)));
        }
    }

    private bool Parse<T>(string field, string? text, Parser<T> parse, string allowed, out T value)
    {
        if (parse(text, out value)) return true;
        faults.Add(new FieldFault(field, text is null ? null : $"'{FieldFault.Show(text)}'", allowed));
        return false;
    }

    private DateTimeOffset Time(string field, string? text)
    {
        if (text is not null && RequestQuery.ParseTime(text.Trim()) is { } time) return time;
        faults.Add(new FieldFault(field, text is null ? null : $"'{FieldFault.Show(text)}'", TimeAllowed));
        return default;
    }

    private void ThrowIfFaulty()
    {
        if (faults.Count > 0) throw new RequestException(faults);
    }
}
