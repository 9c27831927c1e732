using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Storage.Presets;

/// <summary>Which presets are wanted, and in which order; what is null is not asked for.</summary>
public sealed record PresetFilter
{
    public Symbol? Symbol { get; init; }

    public Timeframe? Timeframe { get; init; }

    public string? FeatureSystem { get; init; }

    public string? Architecture { get; init; }

    /// <summary>In bars: those that have it, alone or among others.</summary>
    public int? Horizon { get; init; }

    public PresetStatus? Status { get; init; }

    /// <summary>The least best metric; those without one are left out.</summary>
    public double? MinMetric { get; init; }

    public bool? AutoValidated { get; init; }

    /// <summary>Made at this instant or later.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }

    /// <summary>Words that must all stand in the name or the description, in upper or lower case.</summary>
    public string? Text { get; init; }

    /// <summary>The deleted ones instead of the others.</summary>
    public bool Deleted { get; init; }

    public PresetSort Sort { get; init; }

    /// <summary>What the service can ask of each row; the rest is <see cref="Takes"/>.</summary>
    internal string Conditions()
    {
        List<string> conditions = [];
        // Of a symbol that is not deleted only its own rows are read.
        if (Symbol is { } symbol && Deleted) conditions.Add(TableClient.CreateQueryFilter($"symbol eq {symbol.Name}"));
        if (Timeframe is { } timeframe) conditions.Add(TableClient.CreateQueryFilter($"timeframe eq {timeframe.Name}"));
        if (FeatureSystem is { } features) conditions.Add(TableClient.CreateQueryFilter($"feature_system eq {features}"));
        if (Architecture is { } architecture) conditions.Add(TableClient.CreateQueryFilter($"architecture eq {architecture}"));
        if (Status is { } status) conditions.Add(TableClient.CreateQueryFilter($"status eq {status.ToString()}"));
        if (MinMetric is { } least) conditions.Add($"best_metric ge {Literal(least)}");
        if (AutoValidated is { } validated) conditions.Add(TableClient.CreateQueryFilter($"auto_validated eq {validated}"));
        if (UpdatedFrom is { } from) conditions.Add(TableClient.CreateQueryFilter($"at ge {from}"));
        return string.Join(" and ", conditions);
    }

    internal bool Takes(PresetSummary preset)
    {
        if (Horizon is { } horizon && !PresetName.Parse(preset.Name).Horizons.Contains(horizon)) return false;
        string[] words = Text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.All(word => preset.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || preset.Description.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    // A number without a point is a whole number to the service, and of another type than the column.
    private static string Literal(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
