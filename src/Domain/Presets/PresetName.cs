using System.Globalization;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Presets;

/// <summary>The name of a preset: `{symbol}_{timeframe}_{feature_system}_{architecture}_{horizon_type}_h{horizons}`, exactly as in
/// `BTCUSDT_30m_v2_LSTM2Head_multi_h1-3-5-10`. A name is an identity, so there is one spelling of each part and no other is read. It can be
/// a file name, a blob name and a row key as it is.</summary>
public sealed record PresetName
{
    public const int MostHorizons = 16;

    /// <summary>In bars.</summary>
    public const int LongestHorizon = 10_000;

    /// <summary>Of a feature system and of an architecture, in characters.</summary>
    public const int LongestWord = 40;

    /// <summary>Of a hyper-parameter, metric or input, in characters.</summary>
    internal const int LongestKey = 100;

    private const string Single = "single";
    private const string Multi = "multi";
    private const string Example = "BTCUSDT_30m_v2_LSTM2Head_multi_h1-3-5-10";

    private PresetName(Symbol symbol, Timeframe timeframe, string featureSystem, string architecture, IReadOnlyList<int> horizons)
    {
        Symbol = symbol;
        Timeframe = timeframe;
        FeatureSystem = featureSystem;
        Architecture = architecture;
        Horizons = horizons;
        Text = $"{symbol.Name}_{timeframe.Name}_{featureSystem}_{architecture}_{HorizonType}_h{string.Join('-', horizons)}";
    }

    public Symbol Symbol { get; }

    public Timeframe Timeframe { get; }

    /// <summary>As `v2` or `poc16+ma5`.</summary>
    public string FeatureSystem { get; }

    /// <summary>The word of <see cref="ArchitectureNames"/>, as `LightGBM`.</summary>
    public string Architecture { get; }

    /// <summary>`single` with one horizon, `multi` with several.</summary>
    public string HorizonType => TypeOf(Horizons);

    /// <summary>In bars, ascending and distinct.</summary>
    public IReadOnlyList<int> Horizons { get; }

    public string Text { get; }

    public static PresetName Create(Symbol symbol, Timeframe timeframe, string featureSystem, string architecture, IReadOnlyList<int> horizons)
    {
        ArgumentNullException.ThrowIfNull(featureSystem);
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(horizons);
        List<string> errors = [];
        CheckFeatureSystem(featureSystem, errors);
        CheckArchitecture(architecture, errors);
        CheckHorizons(horizons, errors);
        return errors.Count == 0
            ? new PresetName(symbol, timeframe, featureSystem, architecture, [.. horizons])
            : throw new ServerlessTrainingException($"No preset name can be made: {string.Join("; ", errors)}.");
    }

    /// <summary>Reads a name; the message of a failure names every part that is wrong and what is allowed there.</summary>
    public static PresetName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('_');
        if (parts is not [string symbolText, string timeframeText, string featureSystem, string architecture, string horizonType, string horizonsText])
        {
            const string Parts = "symbol, timeframe, feature system, architecture, horizon type, horizons";
            throw NotAName(text, [$"it has {parts.Length} parts between underscores instead of 6: {Parts}"]);
        }

        List<string> errors = [];
        bool isSymbol = Symbol.TryParse(symbolText, out Symbol symbol);
        if (!isSymbol) errors.Add($"symbol '{symbolText}' is not one, allowed are 1 to {Symbol.MaxLength} of A-Z and 0-9");
        else if (symbol.Name != symbolText) errors.Add($"symbol '{symbolText}' must be written '{symbol}'");
        bool isTimeframe = Timeframe.TryParse(timeframeText, out Timeframe timeframe);
        if (!isTimeframe) errors.Add($"timeframe '{timeframeText}' is not one, allowed are such as 15m, 1h, 4h, 1d and 1w");
        else if (timeframe.Name != timeframeText) errors.Add($"timeframe '{timeframeText}' must be written '{timeframe}'");
        CheckFeatureSystem(featureSystem, errors);
        CheckArchitecture(architecture, errors);
        List<int> horizons = ReadHorizons(horizonsText, errors);
        string fitting = TypeOf(horizons);
        if (horizonType is not (Single or Multi)) errors.Add($"horizon type '{horizonType}' is not one, allowed are {Single} and {Multi}");
        else if (horizons.Count > 0 && horizonType != fitting) errors.Add($"horizon type '{horizonType}' must be '{fitting}' for '{horizonsText}'");
        return errors.Count == 0 ? new PresetName(symbol, timeframe, featureSystem, architecture, horizons) : throw NotAName(text, errors);
    }

    public bool Equals(PresetName? other) => other is not null && other.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static string TypeOf(IReadOnlyList<int> horizons) => horizons.Count == 1 ? Single : Multi;

    private static ServerlessTrainingException NotAName(string text, List<string> errors) =>
        new($"'{text}' is not a preset name: {string.Join("; ", errors)}. A preset name reads like {Example}.");

    private static void CheckFeatureSystem(string word, List<string> errors)
    {
        bool good = word.Length <= LongestWord && word.Split('+').All(part => part.Length > 0 && part.All(ArchitectureNames.IsLowerOrDigit));
        if (good) return;
        errors.Add($"feature system '{word}' is not one, allowed are up to {LongestWord} of a-z and 0-9, with '+' between parts, as in v2 or poc16+ma5");
    }

    private static void CheckArchitecture(string word, List<string> errors)
    {
        bool good = word.Length is > 0 and <= LongestWord && char.IsAsciiLetterUpper(word[0]) && word.All(char.IsAsciiLetterOrDigit);
        if (ArchitectureNames.Default.SpellingOf(word) is { } spelling)
        {
            if (spelling != word) errors.Add($"architecture '{word}' must be written '{spelling}'");
        }
        else if (!good)
        {
            errors.Add($"architecture '{word}' is not one, allowed are up to {LongestWord} of A-Z, a-z and 0-9 with a capital first, as in LightGBM");
        }
    }

    private static List<int> ReadHorizons(string text, List<string> errors)
    {
        List<int> horizons = [];
        foreach (string part in text.StartsWith('h') ? text[1..].Split('-') : [])
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int horizon) || part[0] == '0') return Unreadable();
            horizons.Add(horizon);
        }

        if (horizons.Count == 0) return Unreadable();
        CheckHorizons(horizons, errors);
        return horizons;

        List<int> Unreadable()
        {
            errors.Add($"horizons '{text}' cannot be read, allowed are h and numbers of bars with '-' between them, as in h5 or h1-3-5-10");
            return [];
        }
    }

    private static void CheckHorizons(IReadOnlyList<int> horizons, List<string> errors)
    {
        string list = string.Join('-', horizons);
        if (horizons.Count is 0 or > MostHorizons) errors.Add($"horizons are {horizons.Count}, allowed are 1 to {MostHorizons} of them");
        if (horizons.Any(h => h is < 1 or > LongestHorizon)) errors.Add($"horizons '{list}' must each be 1 to {LongestHorizon} bars");
        if (horizons.Zip(horizons.Skip(1)).Any(pair => pair.First >= pair.Second)) errors.Add($"horizons '{list}' must be ascending, each once");
    }
}
