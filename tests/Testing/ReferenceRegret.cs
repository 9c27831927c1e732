using System.Text.Json;

namespace ServerlessTraining.Testing;

/// <summary>What Optuna's multivariate TPE leaves of a <see cref="SearchFunction"/>, as the median of 30 seeds.</summary>
/// <param name="Half">After 100 trials.</param>
/// <param name="Whole">After 200.</param>
/// <param name="Tolerance">What counts as the same: a thousandth of what Optuna's random search leaves after 25 trials.</param>
public sealed record ReferenceRegret(double Half, double Whole, double Tolerance)
{
    private const double Share = 1e-3;
    private static readonly string Source = Path.GetFullPath(Repository.PathOf("..", "shared", "data", "reference", "hpo_functions.json"));

    /// <summary>By the name of the function; null where the file does not lie beside the checkout.</summary>
    public static IReadOnlyDictionary<string, ReferenceRegret>? Load()
    {
        if (!File.Exists(Source)) return null;
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Source));
        JsonElement functions = file.RootElement.GetProperty("functions");
        return file.RootElement.GetProperty("results").EnumerateObject().ToDictionary(
            function => function.Name, function => Of(function.Value, functions.GetProperty(function.Name).GetProperty("optimum").GetDouble()), StringComparer.Ordinal);
    }

    /// <param name="half">A regret after 100 trials, and after 200.</param>
    public bool IsMet(double half, double whole) => half <= Half + Tolerance && whole <= Whole + Tolerance;

    public bool IsBeaten(double half, double whole) => half < Half - Tolerance && whole < Whole - Tolerance;

    private static ReferenceRegret Of(JsonElement results, double optimum) =>
        new(Median("tpe_multivariate", 100, results) - optimum, Median("tpe_multivariate", 200, results) - optimum, Share * (Median("random", 25, results) - optimum));

    private static double Median(string sampler, int trials, JsonElement results)
    {
        JsonElement figures = results.GetProperty(sampler);
        int place = figures.GetProperty("trials").EnumerateArray().ToList().FindIndex(mark => mark.GetInt32() == trials);
        return figures.GetProperty("median")[place].GetDouble();
    }
}
