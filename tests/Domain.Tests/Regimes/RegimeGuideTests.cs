using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Domain.Tests.Regimes;

/// <summary>docs/guides/regimes.md shows what the program says.</summary>
public sealed class RegimeGuideTests
{
    private static readonly string Guide = File.ReadAllText(Repository.PathOf("docs", "guides", "regimes.md"));

    [Fact]
    public void Guide_Measures_AreThoseOfTheProgram() =>
        Assert.Contains(string.Concat(RegimeMeasure.All.Select(measure => $"| `{measure.Name}` | {measure.Description} |\n")), Guide, StringComparison.Ordinal);

    [Fact]
    public void Guide_Rule_CanBeRead()
    {
        const string Opening = "```json\n";
        int start = Guide.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;

        RegimeRule rule = RegimeRule.FromJson(Guide[start..Guide.IndexOf("```", start, StringComparison.Ordinal)]);

        Assert.Equal("panic: volatility > 90th percentile, volume > 2x average, drawdown > 0.2", rule.ToString());
    }

    [Fact]
    public void Guide_Error_IsThatOfTheProgram()
    {
        RuleSyntaxException error = Assert.Throws<RuleSyntaxException>(() => RegimeCondition.Parse("volatility", "> 90th percentil"));

        Assert.Contains($"```text\n{error.Message}\n```", Guide, StringComparison.Ordinal);
    }
}
