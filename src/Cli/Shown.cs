using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Cli;

/// <summary>Values as commands print them.</summary>
internal static class Shown
{
    public const string Nothing = "-";
    private const int HashDigits = 12;

    public static string Of(MetricValue value) => Of(value.Value);

    public static string Of(double? value) => value is { } number ? number.ToString("0.###", CultureInfo.InvariantCulture) : Nothing;

    public static string Of(DateTimeOffset? time) => time is { } instant ? TimeInterval.SecondText(instant) : Nothing;

    public static string Of(bool? flag) => flag switch { true => "yes", false => "no", _ => Nothing };

    public static string Of(IReadOnlyCollection<string> list) => list.Count == 0 ? Nothing : string.Join(", ", list);

    /// <summary>What a person has typed with commas between.</summary>
    public static IReadOnlyList<string> List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static string Percent(MetricValue share) => share.Value is { } value ? value.ToString("0.0 %", CultureInfo.InvariantCulture) : Nothing;

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The first digits, which tell hashes apart for people.</summary>
    public static string Hash(string? hash) => hash is null ? Nothing : hash.Length <= HashDigits ? hash : hash[..HashDigits];

    /// <summary>That a version is live now, and what can be done with it. Before the first one there was none to go back to.</summary>
    public static string Live(string version, string market) =>
        $"Version {version} is the live model of {market}. Ask it: ./st models predict {market}.{(version == "1" ? "" : $" Undo: ./st models rollback {market}.")}";
}
