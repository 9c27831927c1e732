using System.Text.Json.Serialization;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>A figure, or the reason why there is none. It is never NaN, never infinite, and never 0 for want of something better.</summary>
[JsonConverter(typeof(MetricValueJsonConverter))]
public readonly record struct MetricValue
{
    private const string NotSet = "the metric was not computed";
    private readonly string? reason;
    private readonly double value;
    private readonly bool defined;

    private MetricValue(double value, bool defined, string? reason)
    {
        this.value = value;
        this.defined = defined;
        this.reason = reason;
    }

    /// <summary>Null where the metric is undefined.</summary>
    public double? Value => defined ? value : null;

    /// <summary>Why there is no value; null where there is one.</summary>
    public string? Reason => defined ? null : reason ?? NotSet;

    public bool IsDefined => defined;

    /// <summary>The figure; a value that is not finite becomes undefined with <paramref name="notFiniteReason"/>.</summary>
    public static MetricValue Of(double value, string notFiniteReason = "the result is not a finite number") =>
        double.IsFinite(value) ? new MetricValue(value, true, null) : Undefined(notFiniteReason);

    public static MetricValue Undefined(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new MetricValue(0, false, reason);
    }

    public override string ToString() => defined ? value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : $"null ({Reason})";
}
