using Spectre.Console;

namespace ServerlessTraining.Cli;

/// <summary>Named values below a title; those that there are not are left out.</summary>
internal static class FactPrinter
{
    public static void Print(IAnsiConsole console, string title, params IReadOnlyList<(string Name, string Value)> facts)
    {
        console.WriteLine(title);
        foreach ((string name, string value) in facts.Where(fact => fact.Value != Shown.Nothing)) console.WriteLine($"  {name,-15}{value}");
    }
}
