using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Regimes;

namespace ServerlessTraining.Orchestration.Tests.Http;

public sealed class QueryDescriptionTests
{
    [Fact]
    public void Of_AReader_TellsNamesTypesAndBounds()
    {
        IReadOnlyList<QueryParameter> told = QueryDescription.Of(values =>
        {
            RequestQuery query = new(values);
            _ = (query.Limit(1, 50, 10), query.Flag("kept"), query.Number("share", double.MinValue, 1), query.Time("from"));
            query.ThrowIfFaulty();
        });

        Assert.Equal(
            ["limit integer 1 50", "kept boolean  ", "share number  1", "from string  "],
            told.Select(one => $"{one.Name} {one.Type.Name} {one.Type.Least} {one.Type.Most}"));
        Assert.DoesNotContain(told, one => one.IsRequired);
    }

    [Fact]
    public void Of_AReaderThatRefusesNothing_RequiresWhatItRefused() => Assert.Equal(
        ["symbol", "timeframe"], QueryDescription.Of(values => ClassifyQuery.Of(values)).Where(one => one.IsRequired).Select(one => one.Name));

    [Fact]
    public void Of_WordsThatAreAllowed_TellsThem() =>
        Assert.Equal(["json", "csv", "columns"], QueryDescription.Of(values => ClassifyQuery.Of(values)).Single(one => one.Name == "format").Type.Words);

    [Fact]
    public void Of_AParameterReadTwice_TellsItOnce() => Assert.Single(QueryDescription.Of(values =>
    {
        RequestQuery query = new(values);
        _ = (query.Name("regime"), query.Name("regime"));
    }));
}
