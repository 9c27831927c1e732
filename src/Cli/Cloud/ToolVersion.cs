using System.Text.RegularExpressions;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>Versions as tools print them: v20.20.2, 10.0.100-rc.1, 1.9.5.</summary>
internal static partial class ToolVersion
{
    /// <summary>Null where the text begins with no version.</summary>
    public static Version? Parse(string? text) => Leading().Match(text ?? "") is { Success: true } match ? Version.Parse(match.Groups["version"].Value) : null;

    [GeneratedRegex(@"^\s*v?(?<version>\d{1,6}\.\d{1,6}(\.\d{1,6})?)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Leading();
}
