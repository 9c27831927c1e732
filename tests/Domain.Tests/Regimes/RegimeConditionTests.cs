using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeConditionTests
{
    [Theory]
    [InlineData("returns", "> 0", "> 0")]
    [InlineData("returns", ">= -5%", ">= -0.05")]
    [InlineData("returns", "> 7.1%", "> 0.071")]
    [InlineData("returns", "< 1e1 %", "< 0.1")]
    [InlineData("returns", "> -0", "> 0")]
    [InlineData("returns", ">.5", "> 0.5")]
    [InlineData("returns", "<= +1.50", "<= 1.5")]
    [InlineData("volatility", "> 0.00001", "> 1E-05")]
    [InlineData("volatility", "> 90th percentile", "> 90th percentile")]
    [InlineData("volatility", ">90TH Percentile", "> 90th percentile")]
    [InlineData("volatility", "> 1th percentile", "> 1st percentile")]
    [InlineData("volatility", "> 2nd percentile", "> 2nd percentile")]
    [InlineData("volatility", "> 3rd percentile", "> 3rd percentile")]
    [InlineData("volatility", "> 11st percentile", "> 11th percentile")]
    [InlineData("volatility", "> 22nd percentile", "> 22nd percentile")]
    [InlineData("volatility", "> 99.5th percentile", "> 99.5th percentile")]
    [InlineData("volatility", "< median", "< 50th percentile")]
    [InlineData("volume", "> 2x average", "> 2x average")]
    [InlineData("volume", "> 1.5 X average", "> 1.5x average")]
    [InlineData("trend_strength", "> 0.2 and < 0.8", "> 0.2 and < 0.8")]
    [InlineData("trend_strength", "< 0.8 and > 0.2 and > 0.2", "> 0.2 and < 0.8")]
    [InlineData("trend_strength", "between 0.2 and 0.8", ">= 0.2 and <= 0.8")]
    [InlineData("trend_strength", "between 20% and 75th percentile and < 0.9", ">= 0.2 and < 0.9 and <= 75th percentile")]
    [InlineData("trend_strength", "between 0.5 and 0.5", ">= 0.5 and <= 0.5")]
    [InlineData("returns", "\t>\n0 ", "> 0")]
    public void Parse_ValidText_HasItsCanonicalForm(string measure, string text, string canonical)
    {
        RegimeCondition condition = RegimeCondition.Parse(measure, text);

        Assert.Equal(canonical, condition.Text);
        Assert.Equal(condition, RegimeCondition.Parse(measure, canonical));
    }

    [Fact]
    public void Parse_MisspeltWord_ShowsThePlaceWithACaret()
    {
        RuleSyntaxException error = Assert.Throws<RuleSyntaxException>(() => RegimeCondition.Parse("volatility", "> 90th percentil"));

        Assert.Equal(
            """
            volatility: "> 90th percentil" column 8: expected 'percentile' after '90th', found 'percentil'. Did you mean 'percentile'?
              > 90th percentil
                     ^
            """,
            error.Message);
        Assert.Equal(8, error.Column);
    }

    [Theory]
    [InlineData("", 1, "expected a comparison (>, >=, <, <= or between), found the end.")]
    [InlineData("   ", 4, "expected a comparison (>, >=, <, <= or between), found the end.")]
    [InlineData("0.7", 1, "expected a comparison (>, >=, <, <= or between), found '0.7'.")]
    [InlineData("=> 0.7", 1, "expected a comparison (>, >=, <, <= or between), found '=>'. Did you mean '>='?")]
    [InlineData("!= 0.7", 1, "expected a comparison (>, >=, <, <= or between), found '!='.")]
    [InlineData("betwen 1 and 2", 1, "expected a comparison (>, >=, <, <= or between), found 'betwen'. Did you mean 'between'?")]
    [InlineData("> 0.2 and 0.8", 11, "expected a comparison (>, >=, <, <= or between) after 'and', found '0.8'.")]
    [InlineData(">", 2, "expected a threshold (a number, 5%, 90th percentile, median or 2x average) after '>', found the end.")]
    [InlineData("> average", 3, "expected a threshold (a number, 5%, 90th percentile, median or 2x average) after '>', found 'average'.")]
    [InlineData("> medain", 3, "expected a threshold (a number, 5%, 90th percentile, median or 2x average) after '>', found 'medain'. Did you mean 'median'?")]
    [InlineData("> 0.2 < 0.8", 7, "expected %, 'th percentile', 'x average', 'and' or the end after '0.2', found '<'.")]
    [InlineData("> 0.2 adn < 0.8", 7, "expected %, 'th percentile', 'x average', 'and' or the end after '0.2', found 'adn'. Did you mean 'and'?")]
    [InlineData("> 5% > 3", 6, "expected 'and' or the end after '%', found '>'.")]
    [InlineData("> 2x averge", 6, "expected 'average' after '2x', found 'averge'. Did you mean 'average'?")]
    [InlineData("> 2x", 5, "expected 'average' after '2x', found the end.")]
    [InlineData("between 0.2 or 0.8", 13, "expected 'and' after the first threshold of between, found 'or'.")]
    [InlineData("> 0.7 # steady", 7, "expected %, 'th percentile', 'x average', 'and' or the end after '0.7', found '#'.")]
    [InlineData("> 1.2.3", 6, "expected %, 'th percentile', 'x average', 'and' or the end after '1.2', found '.3'.")]
    [InlineData("> 101st percentile", 3, "a percentile must be from 0 to 100, but is 101.")]
    [InlineData("> -1st percentile", 3, "a percentile must be from 0 to 100, but is -1.")]
    [InlineData("> 0x average", 3, "the factor of an average must be above 0, but is 0.")]
    [InlineData("> 1e999", 3, "a threshold must be a finite number, but is Infinity.")]
    public void Parse_InvalidText_SaysWhereAndWhatWasExpected(string text, int column, string problem)
    {
        RuleSyntaxException error = Assert.Throws<RuleSyntaxException>(() => RegimeCondition.Parse("volatility", text));

        Assert.Equal($"volatility: \"{text}\" column {column}: {problem}\n  {text}\n  {new string(' ', column - 1)}^", error.Message);
        Assert.Equal(column, error.Column);
    }

    [Theory]
    [InlineData("trend_strength", "> 0.8 and < 0.2", 11, "'> 0.8' and '< 0.2' can never hold together.")]
    [InlineData("trend_strength", "> 0.5 and <= 0.5", 11, "'> 0.5' and '<= 0.5' can never hold together.")]
    [InlineData("trend_strength", "between 0.8 and 0.2", 1, "'>= 0.8' and '<= 0.2' can never hold together.")]
    [InlineData("volatility", "> 90th percentile and < 10th percentile", 23, "'> 90th percentile' and '< 10th percentile' can never hold together.")]
    [InlineData("volume", "> 2x average and < 1x average", 18, "'> 2x average' and '< 1x average' can never hold together.")]
    [InlineData("trend_strength", "> 70", 1, "'> 70' can never hold: trend_strength is never above 1.")]
    [InlineData("drawdown", "< 0.9 and > 20", 11, "'> 20' can never hold: drawdown is never above 1.")]
    [InlineData("volatility", "< 0", 1, "'< 0' can never hold: volatility is never below 0.")]
    [InlineData("returns", "< -150%", 1, "'< -1.5' can never hold: returns is never below -1.")]
    [InlineData("volatility", "> 100th percentile", 1, "'> 100th percentile' can never hold: the window of a percentile ends with the bar itself.")]
    public void Parse_ConditionThatCanNeverHold_IsAnError(string measure, string text, int column, string problem)
    {
        RuleSyntaxException error = Assert.Throws<RuleSyntaxException>(() => RegimeCondition.Parse(measure, text));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    /// <summary>Twice a negative average is below the average; a number and a percentile have no order.</summary>
    [Theory]
    [InlineData("returns", "> 2x average and < 1x average")]
    [InlineData("volatility", "> 0.5 and < 10th percentile")]
    [InlineData("volatility", ">= 100th percentile")]
    public void Parse_ConditionThatCanHold_IsNoError(string measure, string text) => Assert.Equal(text, RegimeCondition.Parse(measure, text).Text);

    [Fact]
    public void Parse_LongText_IsRefused()
    {
        RuleSyntaxException error = Assert.Throws<RuleSyntaxException>(() => RegimeCondition.Parse("returns", "> 0" + new string(' ', 398)));

        Assert.Contains("a condition has at most 400 characters, but this one has 401.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NineComparisons_PointsAtTheNinth()
    {
        RuleSyntaxException error = Assert.Throws<RuleSyntaxException>(() => RegimeCondition.Parse("returns", string.Join(" and ", Enumerable.Range(1, 9).Select(i => $"> {i}"))));

        Assert.Contains("a condition has at most 8 comparisons (between counts as two), but this one has 9.", error.Message, StringComparison.Ordinal);
        Assert.Equal(1 + (8 * "> 1 and ".Length), error.Column);
    }

    [Fact]
    public void Parse_LongestCanonicalText_IsReadAgain()
    {
        RegimeCondition condition = new(RegimeMeasure.Returns, Enumerable.Range(0, 8).Select(i =>
            new RegimeBound(ComparisonOperator.GreaterOrEqual, RegimeThreshold.Percentile(1.2345678901234567E-300 * (1 + (i * 1e-15))))));

        Assert.Equal(8, condition.Bounds.Count);
        Assert.Equal(condition, RegimeCondition.Parse("returns", condition.Text));
    }

    [Fact]
    public void Constructor_NineBounds_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new RegimeCondition(
            RegimeMeasure.Returns,
            Enumerable.Range(0, 9).Select(i => new RegimeBound(ComparisonOperator.Greater, RegimeThreshold.Number(i)))));

        Assert.Equal("A condition on returns has at most 8 comparisons, but this one has 9.", error.Message);
    }

    [Fact]
    public void Constructor_NoBounds_SaysWhatIsNeeded()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new RegimeCondition(RegimeMeasure.Volume, []));

        Assert.Equal("A condition on volume needs at least one comparison, such as '> 0.5'.", error.Message);
    }

    [Fact]
    public void Parse_WrittenCondition_GivesTheSameConditionAgain() => Property.Holds(
        random =>
        {
            RegimeCondition condition = RandomRules.Condition(random, RegimeMeasure.All[random.Next(RegimeMeasure.All.Count)]);

            RegimeCondition read = RegimeCondition.Parse(condition.Measure.Name, condition.Text);

            Assert.Equal(condition, read);
            Assert.Equal(condition.Text, read.Text);
        },
        runs: 2000);

    [Fact]
    public void Parse_MutatedText_IsReadOrGivesAColumnInside() => Property.Holds(
        random =>
        {
            RegimeCondition condition = RandomRules.Condition(random, RegimeMeasure.All[random.Next(RegimeMeasure.All.Count)]);
            string text = Mutated(random, condition.Text);
            try
            {
                RegimeCondition read = RegimeCondition.Parse(condition.Measure.Name, text);

                Assert.Equal(read, RegimeCondition.Parse(condition.Measure.Name, read.Text));
            }
            catch (RuleSyntaxException error)
            {
                Assert.InRange(error.Column, 1, text.Length + 1);
            }
        },
        runs: 3000);

    private static string Mutated(SeededRandom random, string text)
    {
        const string Alphabet = "<>=!%.,+-eExX0123456789 \t\nandbetwpcilmrgvst_#\"\0é\uD83D\uDE00²٣";
        for (int edits = 1 + random.Next(4); edits > 0; edits--)
        {
            int at = random.Next(text.Length + 1);
            int length = Math.Min(random.Next(3), text.Length - at);
            string inserted = random.Next(3) == 0 ? "" : Alphabet[random.Next(Alphabet.Length)].ToString();
            text = text[..at] + inserted + text[(at + length)..];
        }

        return text;
    }
}
