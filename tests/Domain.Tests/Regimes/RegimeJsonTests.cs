using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeJsonTests
{
    [Fact]
    public void ToJson_Default_IsTheFileInConfigs() =>
        Assert.Equal(File.ReadAllText(Repository.PathOf("configs", "regimes", "default.json")), RegimeRuleSet.Default.ToJson());

    [Fact]
    public void FromJson_WrittenSet_IsTheSameSet() => Property.Holds(random =>
    {
        RegimeRuleSet set = RandomRules.Set(random, random.Next(6));

        Assert.Equal(set, RegimeRuleSet.FromJson(set.ToJson()));
    });

    [Fact]
    public void FromJson_OptionalFieldsLeftOut_TakesTheirDefaults()
    {
        RegimeRule rule = RegimeRule.FromJson("""{"name": "busy", "priority": 1, "conditions": {"volatility": "> 90th percentile", "volume": "> 2x average"}}""");

        Assert.Equal(("busy: volatility > 90th percentile, volume > 2x average", true, ""), (rule.ToString(), rule.Enabled, rule.Description));
    }

    [Fact]
    public void FromJson_ManyErrors_ReportsAllAtOnce()
    {
        const string Json = """
            {
              "regimes": [
                { "name": "Bull", "priority": 1, "conditions": { "returns": "> 0" } },
                { "name": "bear", "priority": "high", "enabled": "yes", "conditions": { "returns": "> 0 or < 1", "volatilty": "> 1", "volume": 2 }, "colour": "red" },
                { "name": "a", "name": "b", "priority": 1.5, "descripton": "", "conditions": [] },
                7,
                { "name": "c", "priority": 3, "conditions": { "returns": "> 0", "returns": "< 1" } },
                { "name": "d", "priority": 4, "conditions": { "returns": "> 0" } },
                { "name": "e", "priority": 4, "conditions": { "returns": "> 0" } }
              ],
              "version": 1
            }
            """;

        RegimeRuleException error = Assert.Throws<RegimeRuleException>(() => RegimeRuleSet.FromJson(Json));

        Assert.Equal(
            """
            15 errors in the JSON of the regime rules:
            - the document has no field 'version'. Fields are regimes.
            - regimes[0]: name must be snake_case (lower-case letters, digits and single underscores, beginning with a letter) of 1 to 40 characters, but is 'Bull'.
            - regimes[1] has no field 'colour'. Fields are name, priority, enabled, description, conditions.
            - regimes[1].priority must be a whole number, but is "high".
            - regimes[1].enabled must be true or false, but is "yes".
            - regimes[1].conditions: returns: "> 0 or < 1" column 5: expected %, 'th percentile', 'x average', 'and' or the end after '0', found 'or'.
                > 0 or < 1
                    ^
            - regimes[1].conditions: 'volatilty' is not a measure. Did you mean 'volatility'? Measures are trend_strength, returns, volatility, volume, drawdown.
            - regimes[1].conditions.volume must be a text such as "> 0.7", but is 2.
            - regimes[2].name is there twice.
            - regimes[2] has no field 'descripton'. Did you mean 'description'? Fields are name, priority, enabled, description, conditions.
            - regimes[2].priority must be a whole number, but is 1.5.
            - regimes[2].conditions must be an object, but is an array.
            - regimes[3] must be an object, but is 7.
            - regimes[4]: returns has more than one condition; join them by 'and' in one text, such as '> 0.2 and < 0.8'.
            - d and e have the same priority 4; give each its own, so that it is plain which is asked first.
            """,
            error.Message);
        Assert.Equal(
            [
                "version", "regimes[0].name", "regimes[1].colour", "regimes[1].priority", "regimes[1].enabled", "regimes[1].conditions.returns", "regimes[1].conditions.volatilty",
                "regimes[1].conditions.volume", "regimes[2].name", "regimes[2].descripton", "regimes[2].priority", "regimes[2].conditions", "regimes[3]",
                "regimes[4].conditions.returns", "priority",
            ],
            error.Problems.Select(problem => problem.Field));
    }

    [Theory]
    [InlineData("[]", "the document must be an object, but is an array.")]
    [InlineData("{}", "the document lacks the field 'regimes'.")]
    [InlineData("""{"regimes": null}""", "regimes must be an array, but is null.")]
    [InlineData("""{"regimes": [{}]}""", "regimes[0] lacks the field 'conditions'.")]
    [InlineData("""{"regimes": [{"name": "\ud800", "priority": 1, "conditions": {}}]}""", "it cannot be read as JSON: ")]
    [InlineData("""{"regimes": [""", "it cannot be read as JSON: ")]
    [InlineData("", "it cannot be read as JSON: ")]
    public void FromJson_WrongShape_SaysWhere(string json, string problem)
    {
        RegimeRuleException error = Assert.Throws<RegimeRuleException>(() => RegimeRuleSet.FromJson(json));

        Assert.Contains($"- {problem}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_MutatedDocument_IsReadOrRefused() => Property.Holds(
        random =>
        {
            char[] json = RegimeRuleSet.Default.ToJson().ToCharArray();
            const string Alphabet = "{}[]\",:\\u0nt5x>< %\ud800";
            for (int edits = 1 + random.Next(3); edits > 0; edits--) json[random.Next(json.Length)] = Alphabet[random.Next(Alphabet.Length)];
            try
            {
                RegimeRuleSet read = RegimeRuleSet.FromJson(new string(json));

                Assert.Equal(read, RegimeRuleSet.FromJson(read.ToJson()));
            }
            catch (ServerlessTrainingException error)
            {
                Assert.Contains(" in the JSON of the regime rules:\n- ", error.Message, StringComparison.Ordinal);
            }
        },
        runs: 1000);
}
