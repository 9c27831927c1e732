using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Documents;

public sealed class DocumentReaderTests
{
    private static readonly string[] Colours = ["red", "green", "blue"];

    [Fact]
    public void Read_GoodDocument_GivesTheValues()
    {
        var read = Read("""{"name": "a", "count": 3e0, "share": 0.25, "on": true, "colours": "red", "markets": ["btc/usdt"], "free": {"b": 1.0, "a": [2]}}""", map => (
            map.Required("name", v => v.Text()),
            map.Required("count", v => v.WholeNumber(1, 3)),
            map.Required("share", v => v.Number(0, 1)),
            map.Required("on", v => v.Boolean()),
            map.Required("colours", v => v.OneOrMore(c => c.OneOf(Colours))),
            map.Required("markets", v => v.List(m => m.Parsed<Symbol>(Symbol.TryParse, "a symbol"))),
            map.Required("free", v => v.Entries(e => e.Canonical()))));

        Assert.Equal(("a", 3, 0.25, true), (read.Item1, read.Item2, read.Item3, read.Item4));
        Assert.Equal(["red"], read.Item5);
        Assert.Equal([Symbol.Parse("BTCUSDT")], read.Item6);
        Assert.Equal(["b=1", "a=[2]"], read.Item7.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public void Read_MuchIsWrong_AllIsToldInTheOrderOfTheText()
    {
        const string Text = """
            {
              "horizon": [0, 5],
              "list": [{"x": 1}, {"x": "y"}],
              "nul": null
            }
            """;

        DocumentException error = Refused(Text, map => (
            map.Required("name", v => v.Text()),
            map.Required("nul", v => v.Text()),
            map.Optional("horizons", v => v.List(h => h.WholeNumber(1, 9)), []),
            map.Required("list", v => v.List(i => i.Mapping(m => m.Required("x", x => x.Number()))))));

        Assert.Equal(
            """
            The document has 4 errors:
              1:1 name: this key is required, but is missing
              2:3 horizon: this key is not known; did you mean 'horizons'? Allowed are name, nul, horizons, list
              3:28 list[1].x: must be a number, but is the text 'y'
              4:3 nul: this key is required, but is empty (null)
            """,
            error.Message);
    }

    [Theory]
    [InlineData("0", "must be a whole number from 1 to 9, but is 0")]
    [InlineData("10", "must be a whole number from 1 to 9, but is 10")]
    [InlineData("1.5", "must be a whole number from 1 to 9, but is 1.5")]
    [InlineData("1e400", "must be a whole number from 1 to 9, but is 1e400")]
    [InlineData("\"3\"", "must be a whole number from 1 to 9, but is the text '3'")]
    [InlineData("[3]", "must be a whole number from 1 to 9, but is a list")]
    public void WholeNumber_Wrong_SaysWhatIsAllowed(string json, string message) => Assert.Equal(message, ErrorOf(json, v => v.WholeNumber(1, 9)));

    [Theory]
    [InlineData("1.5", "must be a number of at least 0 and at most 1, but is 1.5", 0, 1)]
    [InlineData("-1", "must be a number of at least 0, but is -1", 0, double.MaxValue)]
    [InlineData("2", "must be a number of at most 0.5, but is 2", double.MinValue, 0.5)]
    [InlineData("1e999", "must be a number, but is 1e999", double.MinValue, double.MaxValue)]
    [InlineData("true", "must be a number, but is true", double.MinValue, double.MaxValue)]
    public void Number_Wrong_SaysWhatIsAllowed(string json, string message, double minimum, double maximum) =>
        Assert.Equal(message, ErrorOf(json, v => v.Number(minimum, maximum)));

    [Theory]
    [InlineData("3", "must be a text of 1 to 5 characters on one line, but is 3; put it in quotes to make it a text")]
    [InlineData("\"\"", "must be a text of 1 to 5 characters on one line, but is the text ''")]
    [InlineData("\"123456\"", "must be a text of 1 to 5 characters on one line, but is the text '123456'")]
    [InlineData("\"a\\nb\"", "must be a text of 1 to 5 characters on one line, but is the text 'a?b'")]
    [InlineData("{}", "must be a text of 1 to 5 characters on one line, but is a mapping")]
    public void Text_Wrong_SaysWhatIsAllowed(string json, string message) => Assert.Equal(message, ErrorOf(json, v => v.Text(5)));

    [Theory]
    [InlineData("\"gren\"", "must be one of red, green, blue, but is the text 'gren'; did you mean 'green'?")]
    [InlineData("\"Blue\"", "must be one of red, green, blue, but is the text 'Blue'; did you mean 'blue'?")]
    [InlineData("\"erd\"", "must be one of red, green, blue, but is the text 'erd'; did you mean 'red'?")]
    [InlineData("\"yellow\"", "must be one of red, green, blue, but is the text 'yellow'")]
    public void OneOf_Wrong_NamesTheNearest(string json, string message) => Assert.Equal(message, ErrorOf(json, v => v.OneOf(Colours)));

    [Fact]
    public void OneOf_AnotherCase_IsNotTheName() => Assert.NotEmpty(ErrorOf("\"RED\"", v => v.OneOf(Colours)));

    [Theory]
    [InlineData("\"yes\"", "must be true or false, but is the text 'yes'")]
    [InlineData("1", "must be true or false, but is 1")]
    [InlineData("null", "must be true or false, but is empty (null)")]
    public void Boolean_Wrong_SaysWhatIsAllowed(string json, string message) => Assert.Equal(message, ErrorOf(json, v => v.Boolean()));

    [Fact]
    public void OneOrMore_EmptyList_IsRefused() =>
        Assert.Equal("must be one value or a list of at least one, but is an empty list", ErrorOf("[]", v => v.OneOrMore(i => i.Boolean())));

    [Fact]
    public void List_SingleValue_IsRefused() => Assert.Equal("must be a list, but is true", ErrorOf("true", v => v.List(i => i.Boolean())));

    [Fact]
    public void Mapping_List_IsRefused() => Assert.Equal(
        "must be a mapping of keys to values, but is a list", ErrorOf("[1]", v => v.Mapping(map => map.Required("a", a => a.Text()))));

    [Fact]
    public void Entries_Scalar_IsRefused() => Assert.Equal("must be a mapping of keys to values, but is 1", ErrorOf("1", v => v.Entries(e => e.Canonical())));

    [Fact]
    public void Canonical_NumberThatNoDoubleHolds_IsNotedWithItsPlace()
    {
        DocumentException error = Refused("{\"a\": [1, 9007199254740993]}", map => map.Required("a", v => v.Canonical()));

        Assert.Equal("1:11 a: 9007199254740993 is a whole number with more digits than a double can hold (all up to 9007199254740992 can be); write it as a text",
            error.Errors[0].ToString());
    }

    [Fact]
    public void Optional_MissingOrNull_GivesTheOther()
    {
        Assert.Equal((7, 7, 1), Read("""{"b": null, "c": 1}""", map => (
            map.Optional("a", v => v.WholeNumber(0, 9), 7), map.Optional("b", v => v.WholeNumber(0, 9), 7), map.Optional("c", v => v.WholeNumber(0, 9), 7))));
    }

    [Fact]
    public void Read_LongValue_IsCutInTheMessage() => Assert.Equal(
        $"must be one of red, green, blue, but is the text '{new string('x', 60)}... (5000 characters)'", ErrorOf($"\"{new string('x', 5000)}\"", v => v.OneOf(Colours)));

    [Fact]
    public void Read_ThousandsOfErrors_TellsAHundredAndCountsTheRest()
    {
        DocumentException error = Assert.Throws<DocumentException>(() =>
            DocumentReader.Read(JsonDocumentReader.Read($"[{string.Join(',', Enumerable.Repeat("1", 5000))}]"), "The list", v => v.List(i => i.Boolean())));

        Assert.Equal(DocumentErrors.Most, error.Errors.Count);
        Assert.StartsWith("The list has 5000 errors:\n  1:2 [0]: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("\n  and 4900 more, which are not listed", error.Message, StringComparison.Ordinal);
    }

    private static T Read<T>(string json, Func<MappingReader, T> read) => DocumentReader.Read(JsonDocumentReader.Read(json), "The document", value => value.Mapping(read));

    private static DocumentException Refused<T>(string json, Func<MappingReader, T> read) => Assert.Throws<DocumentException>(() => Read(json, read));

    private static string ErrorOf<T>(string json, Func<DocumentValue, T> read) =>
        Assert.Single(Assert.Throws<DocumentException>(() => DocumentReader.Read(JsonDocumentReader.Read(json), "The document", read)).Errors).Message;
}
