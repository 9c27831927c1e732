using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessTraining.Cli.Commands;

/// <summary>Options that several commands of <c>st regimes</c> have.</summary>
internal static partial class RegimesOptions
{
    public static Option<string?> Set() => new("--set") { Description = "The set of rules. Default: default." };

    public static Option<string?> Change() => new("--change") { Description = "What was changed, for the history of the rules." };

    public static Option<string?> Description() => new("--description") { Description = "What the regime is, for people." };

    public static Option<int?> Version() => new("--version") { Description = "Edit only if this is still the version of the rules. Default: the current one." };

    public static Argument<string> Name() => new("NAME") { Description = "The regime, in snake_case." };

    public static Option<string[]> When(bool required)
    {
        Option<string[]> when = new("--when")
        {
            Description = "A condition, such as \"trend_strength > 0.7\". May come several times; all must hold.",
            Required = required,
        };
        when.Validators.Add(Check);
        return when;
    }

    /// <summary>By measure; several on one measure are joined.</summary>
    public static Dictionary<string, string>? Conditions(string[]? when) => when is not { Length: > 0 }
        ? null
        : when.Select(text => Condition().Match(text))
            .GroupBy(match => match.Groups["measure"].Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => string.Join(" and ", same.Select(match => match.Groups["test"].Value.Trim())));

    public static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static void Check(OptionResult result)
    {
        foreach (string text in result.Tokens.Select(token => token.Value).Where(text => !Condition().IsMatch(text)))
        {
            result.AddError($"--when is '{text}'; a measure and a comparison are needed, such as \"trend_strength > 0.7\".");
        }
    }

    [GeneratedRegex(@"^\s*(?<measure>[A-Za-z_][A-Za-z0-9_]*)\s*(?<test>(?:[<>]|between\b).*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Condition();
}
