using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Tests.Spaces;

public sealed class SearchSpaceTextTests
{
    private const string Written =
        """{"a_rate":{"high":0.5,"low":0,"when":{"boosting":["dart"]}},"boosting":{"choices":["gbdt","dart",true,1.5]},"leaves":"""
        + """{"high":128,"log":true,"low":8,"whole":true},"rate":{"high":0.3,"log":true,"low":0.01}}""";

    private static readonly SearchSpace Space = SearchSpaceText.Parse(Written, "The space");

    [Fact]
    public void Parse_OfAllKinds_GivesTheParametersByNameWithConditionsBehindWhatTheyLookAt()
    {
        Assert.Equal(
            [
                new ChoiceParameter("boosting", ["\"gbdt\"", "\"dart\"", "true", "1.5"]),
                new RealParameter("a_rate", 0, 0.5) { When = new SearchCondition("boosting", ["\"dart\""]) },
                new WholeParameter("leaves", 8, 128, Log: true),
                new RealParameter("rate", 0.01, 0.3, Log: true),
            ],
            Space.Parameters);
    }

    [Fact]
    public void Write_OfWhatWasParsed_IsTheCanonicalTextWhateverTheSpelling()
    {
        Assert.Equal(Written, SearchSpaceText.Write(Space));
        const string Other = """
            { "rate": { "low": 1e-2, "log": true, "high": 0.30, "whole": false }, "leaves": { "whole": true, "low": 8.0, "high": 128, "log": true },
              "boosting": { "choices": ["gbdt", "dart", true, 1.50], "when": null }, "a_rate": { "when": { "boosting": "dart" }, "low": 0, "high": 5e-1 } }
            """;
        SearchSpace other = SearchSpaceText.Parse(Other, "The space");
        Assert.Equal(Written, SearchSpaceText.Write(other));
        Assert.Equal(Space.Parameters, other.Parameters);
    }

    [Fact]
    public void Points_AreTheSameAfterTheirText()
    {
        SeededRandom random = new(4);
        for (int i = 0; i < 300; i++)
        {
            SearchPoint point = Space.FromShares([.. Space.Parameters.Select(_ => random.NextDouble())]);
            Assert.Equal(point, SearchSpaceText.ReadPoint(Space, SearchSpaceText.PointText(Space, point)));
        }
    }

    [Fact]
    public void PointText_LeavesOutWhatIsNotChosen()
    {
        Assert.Equal("""{"boosting":"gbdt","leaves":31,"rate":0.05}""", SearchSpaceText.PointText(Space, new SearchPoint(0, double.NaN, 31, 0.05)));
        Assert.Equal("""{"a_rate":0.1,"boosting":"dart","leaves":31,"rate":0.05}""", SearchSpaceText.PointText(Space, new SearchPoint(1, 0.1, 31, 0.05)));
        Assert.Equal("""{"boosting":1.5,"leaves":31,"rate":0.05}""", SearchSpaceText.PointText(Space, new SearchPoint(3, double.NaN, 31, 0.05)));
    }

    [Fact]
    public void Parse_WithManyFaults_TellsThemAllWithTheirPlaces()
    {
        const string Text = """
            {"a":{"low":3,"high":1},
            "b":{"low":0,"high":1,"log":true},
            "c":{"low":1.5,"high":"x","whole":true},
            "d":{"choices":[1,1.0]},
            "e":{"choices":["x",null,[1]]},
            "f":{"choices":["x"],"low":1},
            "g":{"low":0,"high":1,"lo":3},
            "h":{"low":0,"high":1,"when":{"missing":[1]}},
            "i":{"low":0,"high":1,"when":{"d":[2]}},
            "j":{"low":0,"high":1,"when":{"a":[2]}},
            "k":{"choices":[1],"when":{"l":[1]}},
            "l":{"choices":[1],"when":{"k":[1]}},
            "m":{"low":0,"high":1,"when":{"d":[1],"f":["x"]}},
            "n":3,
            "o":{},
            "":{"low":0,"high":1}}
            """;
        string[] errors = [.. Assert.Throws<DocumentException>(() => SearchSpaceText.Parse(Text, "The space")).Errors.Select(error => $"{error.Path}: {error.Message}")];
        Assert.Equal(
            [
                "a: a reaches from 3 to 1; two numbers are needed, the smaller one first",
                "b: b reaches down to 0; a logarithmic scale needs a range above zero",
                "c.low: must be a whole number from -2147483648 to 2147483647, but is 1.5",
                "c.high: must be a whole number from -2147483648 to 2147483647, but is the text 'x'",
                "d: d has 1 more than once",
                "e.choices[1]: must be a text of at most 200 characters, a number, true or false, but is empty (null)",
                "e.choices[2]: must be a text of at most 200 characters, a number, true or false, but is a list",
                "f: has choices and a range as well; keep the choices, or low and high with log and whole",
                "g.lo: this key is not known; did you mean 'log'? Allowed are choices, whole, log, low, high, when",
                "h: depends on missing, which is not a parameter of the space",
                "i: depends on d being 2; its choices are 1, 1",
                "j: depends on a, which has no choices",
                "l: depends on k, which depends on it in turn",
                "m.when: must name one parameter with the choices that it is chosen for, but names 2",
                "n: must be a mapping of keys to values, but is 3",
                "o.low: this key is required, but is missing",
                "o.high: this key is required, but is missing",
                "'': the name of a parameter has 1 to 200 characters",
            ],
            errors);
    }

    [Theory]
    [InlineData("{}", "The space has 1 error:\n  1:1 has 0 parameters; 1 to 1000 can be searched")]
    [InlineData("[]", "must be a mapping of keys to values, but is an empty list")]
    [InlineData("{\"a\":{\"low\":0,\"high\":1e999}}", "a.high: must be a number, but is 1e999")]
    [InlineData("{\"a\":{\"low\":-1e308,\"high\":1e308}}", "that is wider than numbers go")]
    [InlineData("{\"a\":{\"low\":0,\"high\":1},}", "this is not JSON")]
    public void Parse_OfNoSpace_SaysWhy(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<DocumentException>(() => SearchSpaceText.Parse(text, "The space")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_OfTooManyParametersInAChain_IsRefused()
    {
        string chain = $"{{\"p0\":{{\"choices\":[1]}}{string.Concat(Enumerable.Range(1, 20_000).Select(i => $",\"p{i}\":{{\"choices\":[1],\"when\":{{\"p{i - 1}\":1}}}}"))}}}";
        string message = Assert.Throws<DocumentException>(() => SearchSpaceText.Parse(chain, "The space")).Message;
        Assert.Contains("has 20001 parameters; 1 to 1000 can be searched", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadPoint_WithFaults_TellsThemAll()
    {
        string[] errors = Errors("""{"boosting":"gbdt","a_rate":0.1,"leaves":7.5,"other":1}""");
        Assert.Equal(
            [
                "rate: this key is required, but is missing",
                "a_rate: is chosen only where boosting is \"dart\"; leave it out here",
                "leaves: must be a whole number from 8 to 128, but is 7.5",
                "other: this key is not known. Allowed are boosting, a_rate, leaves, rate",
            ],
            errors);
        // Whether a_rate belongs there cannot be known.
        Assert.Equal(
            ["boosting: must be one of \"gbdt\", \"dart\", true, 1.5, but is the text 'rf'", "rate: must be a number of at least 0.01 and at most 0.3, but is 3"],
            Errors("""{"boosting":"rf","a_rate":0.1,"leaves":8,"rate":3}"""));
    }

    [Fact]
    public void ReadPoint_WithAWrongChoice_SaysNothingOfWhatHangsOnIt()
    {
        SearchSpace nested = new(
        [
            new ChoiceParameter("a", ["1"]),
            new ChoiceParameter("b", ["1"]) { When = new SearchCondition("a", ["1"]) },
            new RealParameter("c", 0, 1) { When = new SearchCondition("b", ["1"]) },
        ]);
        Assert.Equal(["a: must be one of 1, but is 2"], Errors("""{"a":2,"b":1,"c":0.5}""", nested));
    }

    private static string[] Errors(string point, SearchSpace? space = null) =>
        [.. Assert.Throws<DocumentException>(() => SearchSpaceText.ReadPoint(space ?? Space, point)).Errors.Select(error => $"{error.Path}: {error.Message}")];
}
