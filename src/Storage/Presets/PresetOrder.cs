using System.Globalization;

namespace ServerlessTraining.Storage.Presets;

/// <summary>The orders of a list that the keys of the rows do not have.</summary>
internal static class PresetOrder
{
    private const char Separator = '|';

    /// <summary>Where a page ended: what it is sorted by, and the name, so that a preset that came or went meanwhile moves no other to another page.</summary>
    public static string Mark(PresetSummary preset, PresetSort sort) =>
        sort == PresetSort.Name ? preset.Name : string.Create(CultureInfo.InvariantCulture, $"{Rank(preset, sort):R}{Separator}{preset.Name}");

    /// <summary>The first of those that come behind the mark.</summary>
    public static List<PresetSummary> Behind(IEnumerable<PresetSummary> presets, PresetSort sort, string? mark, int most)
    {
        IEnumerable<PresetSummary> sorted = presets.OrderByDescending(preset => Rank(preset, sort)).ThenBy(preset => preset.Name, StringComparer.Ordinal);
        if (mark?.Split(Separator) is [string rankText, string name] && double.TryParse(rankText, CultureInfo.InvariantCulture, out double rank))
        {
            sorted = sorted.SkipWhile(preset => Rank(preset, sort) > rank || (Rank(preset, sort) == rank && string.CompareOrdinal(preset.Name, name) <= 0));
        }

        return [.. sorted.Take(most)];
    }

    /// <summary>The highest comes first. Milliseconds are exact in a double.</summary>
    private static double Rank(PresetSummary preset, PresetSort sort) => sort switch
    {
        PresetSort.Updated => preset.At.ToUnixTimeMilliseconds(),
        _ => preset.BestMetric ?? double.NegativeInfinity,
    };
}
