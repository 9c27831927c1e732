using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class FoldModesTests
{
    [Fact]
    public void Parse_EveryName_GivesTheModeOfThatName() => Assert.Equal(Enum.GetValues<FoldMode>(), FoldModes.Names.Select(FoldModes.Parse));

    [Fact]
    public void Name_OfEveryMode_IsTheParsedOne() => Assert.All(FoldModes.Names, name => Assert.Equal(name, FoldModes.Parse($" {name.ToUpperInvariant()} ").Name()));

    [Theory]
    [InlineData("weekly")]
    [InlineData("")]
    [InlineData(null)]
    public void Parse_Unknown_ListsTheModes(string? text)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => FoldModes.Parse(text!));

        Assert.Equal($"'{text}' is not a fold mode. Allowed are quick, full, single, cpcv.", error.Message);
    }
}
