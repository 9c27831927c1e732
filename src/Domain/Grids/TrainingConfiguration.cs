using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Grids;

/// <summary>One thing to train. Exactly these values make its hash; seeds, folds and data belong to a run of it. Two configurations are equal when their hashes are.</summary>
public sealed class TrainingConfiguration : IEquatable<TrainingConfiguration>
{
    private const string Source = "The configuration";

    /// <summary><paramref name="indicatorTimeframes"/> are sorted, and repeated ones dropped: they are a set.</summary>
    public TrainingConfiguration(
        string model,
        string encoder,
        string featureSystem,
        IEnumerable<Timeframe> indicatorTimeframes,
        Symbol symbol,
        Timeframe timeframe,
        int days,
        int horizon,
        HyperParameters hyperParameters)
    {
        Model = model;
        Encoder = encoder;
        FeatureSystem = featureSystem;
        IndicatorTimeframes = [.. indicatorTimeframes.Distinct().Order()];
        Symbol = symbol;
        Timeframe = timeframe;
        Days = days;
        Horizon = horizon;
        HyperParameters = hyperParameters;
        Validate();
        Hash = ConfigurationHash.Of(CanonicalText);
    }

    /// <summary>What the feature system does not read is put to one value each, so that two which would train the same model are one.</summary>
    /// <param name="indicatorTimeframes">Null for the usual ones of the timeframe.</param>
    public static TrainingConfiguration Of(
        string model,
        FeatureSystem featureSystem,
        string encoder,
        IEnumerable<Timeframe>? indicatorTimeframes,
        Symbol symbol,
        Timeframe timeframe,
        int days,
        int horizon,
        HyperParameters hyperParameters)
    {
        ArgumentNullException.ThrowIfNull(featureSystem);
        return new TrainingConfiguration(
            model,
            featureSystem.ReadsEncoder ? encoder : FeatureEncoders.Absolute.Name,
            featureSystem.Name,
            featureSystem.ReadsIndicatorTimeframes ? indicatorTimeframes ?? FeatureOptions.Default.TimeframesFor(timeframe) : [],
            symbol,
            timeframe,
            days,
            horizon,
            hyperParameters);
    }

    public string Model { get; }

    public string Encoder { get; }

    public string FeatureSystem { get; }

    /// <summary>The timeframes besides its own that features are computed on; ascending.</summary>
    public IReadOnlyList<Timeframe> IndicatorTimeframes { get; }

    public Symbol Symbol { get; }

    public Timeframe Timeframe { get; }

    /// <summary>Days of training data a fold.</summary>
    public int Days { get; }

    /// <summary>Bars ahead.</summary>
    public int Horizon { get; }

    public HyperParameters HyperParameters { get; }

    public ConfigurationHash Hash { get; }

    /// <summary>Canonical JSON (<see cref="CanonicalJson"/>): what is hashed, stored and read back by <see cref="Parse"/>.</summary>
    public string CanonicalText =>
        $"{{\"days\":{Days},\"encoder\":{CanonicalJson.Quote(Encoder)},\"feature_system\":{CanonicalJson.Quote(FeatureSystem)},\"horizon\":{Horizon},"
        + $"\"hyper_parameters\":{HyperParameters.Json},\"indicator_timeframes\":[{string.Join(',', IndicatorTimeframes.Select(timeframe => $"\"{timeframe.Name}\""))}],"
        + $"\"model\":{CanonicalJson.Quote(Model)},\"symbol\":\"{Symbol.Name}\",\"timeframe\":\"{Timeframe.Name}\"}}";

    /// <summary>Reads a configuration from JSON in any spelling. Names of models are not compared with a vocabulary: a recipe outlives the model type that it names.</summary>
    /// <exception cref="DocumentException">Something is wrong; all of it is told.</exception>
    public static TrainingConfiguration Parse(string json)
    {
        var read = DocumentReader.Read(JsonDocumentReader.Read(json, Source), Source, value => value.Mapping(map => (
            Model: map.Required("model", v => v.Text()),
            Encoder: map.Required("encoder", v => v.Text()),
            FeatureSystem: map.Required("feature_system", v => v.Text()),
            IndicatorTimeframes: map.Optional("indicator_timeframes", v => v.List(GridValues.Timeframe), []),
            Symbol: map.Required("symbol", GridValues.Symbol),
            Timeframe: map.Required("timeframe", GridValues.Timeframe),
            Days: map.Required("days", GridValues.Days),
            Horizon: map.Required("horizon", GridValues.Horizon),
            HyperParameters: map.Optional("hyper_parameters", HyperParameters.Read, HyperParameters.None))));
        return new TrainingConfiguration(
            read.Model, read.Encoder, read.FeatureSystem, read.IndicatorTimeframes, read.Symbol, read.Timeframe, read.Days, read.Horizon, read.HyperParameters);
    }

    /// <summary>The same configuration that looks another number of bars ahead.</summary>
    public TrainingConfiguration WithHorizon(int horizon) =>
        horizon == Horizon ? this : new(Model, Encoder, FeatureSystem, IndicatorTimeframes, Symbol, Timeframe, Days, horizon, HyperParameters);

    public bool Equals(TrainingConfiguration? other) => other is not null && Hash == other.Hash;

    public override bool Equals(object? obj) => Equals(obj as TrainingConfiguration);

    public override int GetHashCode() => Hash.GetHashCode();

    public override string ToString() => CanonicalText;

    private void Validate()
    {
        ArgumentNullException.ThrowIfNull(HyperParameters);
        Faults faults = new("The configuration cannot be trained");
        foreach ((string name, string value) in new[] { ("model", Model), ("encoder", Encoder), ("feature system", FeatureSystem) })
        {
            if (string.IsNullOrWhiteSpace(value)) faults.Add($"the {name} is '{value}'; a name is needed");
        }

        if (Days is < GridLimits.MinDays or > GridLimits.MaxDays) faults.Add($"the days are {Days}; {GridLimits.MinDays} to {GridLimits.MaxDays} are allowed");
        if (Horizon is < GridLimits.MinHorizon or > GridLimits.MaxHorizon) faults.Add($"the horizon is {Horizon}; {GridLimits.MinHorizon} to {GridLimits.MaxHorizon} is allowed");
        faults.Throw();
    }
}
