using System.Text.RegularExpressions;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Orchestration.Documents;

/// <summary>What an unquoted YAML value is, by the core schema of YAML 1.2: `true` and `false` are booleans, while `yes`, `no`, `on` and `off` are texts (they were booleans in
/// 1.1, which made NO of Norway). Spellings of numbers that readers of YAML disagree on are refused instead of guessed.</summary>
internal static partial class YamlPlainScalar
{
    /// <summary>Numbers come back as JSON spells them; with a problem the kind and text are only stand-ins.</summary>
    public static (DocumentScalarKind Kind, string Text, string? Problem) Resolve(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (DocumentScalarKind.Null, "null", null),
        "true" or "True" or "TRUE" => (DocumentScalarKind.Boolean, "true", null),
        "false" or "False" or "FALSE" => (DocumentScalarKind.Boolean, "false", null),
        _ when Number().Match(plain) is { Success: true } match => Decimal(match),
        _ when NotDecimal().IsMatch(plain) => Refuse($"{DocumentText.Cut(plain)} is not a decimal, finite number; write it in decimal, or in quotes if it is a text"),
        _ => (DocumentScalarKind.Text, plain, null),
    };

    private static (DocumentScalarKind Kind, string Text, string? Problem) Decimal(Match match)
    {
        string whole = match.Groups["whole"].Value;
        string fraction = match.Groups["fraction"].Value;
        bool padded = whole.Length > 1 && whole[0] == '0';
        if (padded)
        {
            return Refuse($"{DocumentText.Cut(match.Value)} begins with 0, which some read as octal; leave the zeros out, or write it in quotes if it is a text");
        }

        string sign = match.Groups["sign"].Value == "-" ? "-" : "";
        string text = $"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : ".")}{fraction}{match.Groups["exponent"].Value}";
        return (DocumentScalarKind.Number, text, null);
    }

    private static (DocumentScalarKind Kind, string Text, string? Problem) Refuse(string problem) => (DocumentScalarKind.Number, "0", problem);

    [GeneratedRegex(
        @"^(?<sign>[-+]?)(?=\.?[0-9])(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?(?<exponent>([eE][-+]?[0-9]+)?)\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotDecimal();
}
