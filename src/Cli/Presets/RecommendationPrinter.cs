using System.Globalization;
using Spectre.Console;

namespace ServerlessTraining.Cli.Presets;

/// <summary>Presets for a market as it is now.</summary>
internal static class RecommendationPrinter
{
    private static readonly string[] Columns = ["rank", "preset", "version", "score", "by", "in regime", "bars", "in all", "fresh"];

    public static void Print(IAnsiConsole console, JsonLook answer)
    {
        string market = $"{answer["symbol"].Text} {answer["timeframe"].Text}";
        if (answer["regime"].IsThere)
        {
            string share = answer["share"].Number is { } part ? string.Create(CultureInfo.InvariantCulture, $", as {100 * part:0} % of its bars are") : "";
            console.WriteLine($"{market} is {answer["regime"].Text} at {answer["bar"].Time}{share}");
        }

        if (answer["remark"].IsThere) console.WriteLine(answer["remark"].Text);
        JsonLook[] presets = [.. answer["presets"].Items];
        if (presets.Length == 0) return;
        TablePrinter.Print(console, Columns, presets.Select(preset => (IReadOnlyList<string>)
        [
            preset["rank"].Text, preset["name"].Text, preset["version"].Text, Figure(preset["score"]), preset["basis"].Text, Figure(preset["in_regime"]), preset["regime_bars"].Text,
            Figure(preset["overall"]), preset["fresh"].Text,
        ]));
        foreach (JsonLook preset in presets)
        {
            console.WriteLine($"{preset["rank"].Text}. {preset["name"].Text}");
            foreach (JsonLook reason in preset["reasons"].Items) console.WriteLine($"   {reason.Text}");
        }
    }

    private static string Figure(JsonLook figure) => Shown.Of(figure.Number);
}
