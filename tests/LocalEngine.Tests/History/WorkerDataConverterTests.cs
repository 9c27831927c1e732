using System.Text.Json;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Tests.History;

public sealed class WorkerDataConverterTests
{
    private static readonly WorkerDataConverter Converter = WorkerDataConverter.Default;

    public enum Grade
    {
        Low = 1,
        High = 7,
    }

    [Fact]
    public void Serialize_ARecord_KeepsNamesAndWritesEnumsAsNumbers() =>
        Assert.Equal("{\"Title\":\"box\",\"Grade\":7,\"Maybe\":null}", Converter.Serialize(new Parcel("box", Grade.High, null)));

    [Fact]
    public void Serialize_Null_IsAbsent() => Assert.Null(Converter.Serialize(null));

    [Fact]
    public void Serialize_AValueTuple_LosesItsFields()
    {
        string? text = Converter.Serialize((4, "r4"));

        Assert.Equal("{}", text);
        Assert.Equal((0, null), Converter.Deserialize<(int, string?)>(text));
    }

    [Fact]
    public void Deserialize_NamesInAnotherCase_AreRead() =>
        Assert.Equal(new Parcel("box", Grade.Low, Grade.High), Converter.Deserialize<Parcel>("{\"title\":\"box\",\"GRADE\":1,\"maybe\":7}"));

    [Fact]
    public void Deserialize_Absent_IsNull() => Assert.Equal((null, null), (Converter.Deserialize<int?>(null), Converter.Deserialize<string>(null)));

    [Fact]
    public void ReadOrDefault_Absent_IsTheDefault() =>
        Assert.Equal((0, null, null), (Converter.ReadOrDefault<int>(null), Converter.ReadOrDefault<int?>(null), Converter.ReadOrDefault<string>(null)));

    [Fact]
    public void ReadOrDefault_There_IsRead() =>
        Assert.Equal((3, 4, "five"), (Converter.ReadOrDefault<int>("3"), Converter.ReadOrDefault<int?>("4"), Converter.ReadOrDefault<string>("\"five\"")));

    [Fact]
    public void Serialize_AnInterface_WritesTheTypeOfTheValue() => Assert.Equal("[1,2]", Converter.Serialize((IEnumerable<int>)new List<int> { 1, 2 }));

    [Fact]
    public void Serialize_WithTheAppsOptions_UsesThem() =>
        Assert.Equal(
            "{\"title\":\"box\",\"grade\":1,\"maybe\":null}",
            new WorkerDataConverter(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }).Serialize(new Parcel("box", Grade.Low, null)));

    public sealed record Parcel(string Title, Grade Grade, Grade? Maybe);
}
