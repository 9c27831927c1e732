using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.LocalHost.HostFile;

/// <summary><c>%NAME%</c> in host.json, a schedule or a queue name stands for the setting of that name, as in the Functions host.</summary>
public static partial class SettingExpression
{
    /// <returns>False when a setting is missing or empty; <paramref name="missing"/> names it then.</returns>
    public static bool TryResolve(string text, IConfiguration configuration, out string resolved, out string missing)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(configuration);
        string unknown = "";
        resolved = Setting().Replace(text, match =>
        {
            string name = match.Groups["name"].Value;

            // On Linux a ':' in the name of a setting is written '__'; both mean the same section.
            if (configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value) return value;
            if (unknown.Length == 0) unknown = name;
            return match.Value;
        });
        missing = unknown;
        return missing.Length == 0;
    }

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
