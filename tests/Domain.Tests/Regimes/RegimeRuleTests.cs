using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeRuleTests
{
    private static readonly RegimeCondition Up = RegimeCondition.Parse("returns", "> 0");
    private static readonly RegimeCondition Steady = RegimeCondition.Parse("trend_strength", "> 0.7");

    [Fact]
    public void Constructor_EverythingWrong_ReportsAllAtOnce()
    {
        RegimeRuleException error = Assert.Throws<RegimeRuleException>(() =>
            new RegimeRule("Bull", 0, [Up, RegimeCondition.Parse("returns", "< 1")], description: new string('x', 501)));

        Assert.Equal(
            """
            4 errors in the regime rule 'Bull':
            - name must be snake_case (lower-case letters, digits and single underscores, beginning with a letter) of 1 to 40 characters, but is 'Bull'.
            - priority must be from 1 to 1000, but is 0.
            - returns has more than one condition; join them by 'and' in one text, such as '> 0.2 and < 0.8'.
            - description must have at most 500 characters, but has 501.
            """,
            error.Message);
    }

    [Fact]
    public void Constructor_NoConditions_IsRefused()
    {
        RegimeRuleException error = Assert.Throws<RegimeRuleException>(() => new RegimeRule("all", 1, []));

        Assert.Equal("An error in the regime rule 'all':\n- conditions must not be empty: a rule without conditions would take every bar.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_a")]
    [InlineData("a_")]
    [InlineData("a__b")]
    [InlineData("1a")]
    [InlineData("a-b")]
    [InlineData("é")]
    [InlineData("a2345678901234567890123456789012345678901")]
    public void Constructor_NameThatIsNotSnakeCase_IsRefused(string name)
    {
        RegimeRuleException error = Assert.Throws<RegimeRuleException>(() => new RegimeRule(name, 1, [Up]));

        Assert.EndsWith($"of 1 to 40 characters, but is '{name}'.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("bull_2_x")]
    [InlineData("a234567890123456789012345678901234567890")]
    public void Constructor_SnakeCaseName_IsTaken(string name) => Assert.Equal(name, new RegimeRule(name, 1, [Up]).Name);

    [Fact]
    public void Constructor_NameOfTheUnclassified_IsRefused()
    {
        RegimeRuleException error = Assert.Throws<RegimeRuleException>(() => new RegimeRule("unclassified", 1, [Up]));

        Assert.Contains("name must not be 'unclassified': that is what bars are called which no rule matches.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equals_ConditionsInAnotherOrder_IsTheSameRule()
    {
        RegimeRule rule = new("bull", 1, [Up, Steady]);

        Assert.Equal(rule, new RegimeRule("bull", 1, [Steady, Up]));
        Assert.Equal("bull: trend_strength > 0.7, returns > 0", rule.ToString());
    }

    [Fact]
    public void Equals_AnyFieldDiffers_IsAnotherRule()
    {
        RegimeRule rule = new("bull", 1, [Up], description: "up");

        Assert.NotEqual(rule, new RegimeRule("bear", 1, [Up], description: "up"));
        Assert.NotEqual(rule, new RegimeRule("bull", 2, [Up], description: "up"));
        Assert.NotEqual(rule, new RegimeRule("bull", 1, [Steady], description: "up"));
        Assert.NotEqual(rule, new RegimeRule("bull", 1, [Up], description: "down"));
        Assert.NotEqual(rule, rule.WithEnabled(false));
        Assert.Equal(rule, rule.WithEnabled(true));
    }

    [Fact]
    public void FromJson_WrittenRule_IsTheSameRule()
    {
        RegimeRule rule = new("bull", 7, [Up, Steady], enabled: false, description: "up \"and\" up");

        Assert.Equal(rule, RegimeRule.FromJson(rule.ToJson()));
    }
}
