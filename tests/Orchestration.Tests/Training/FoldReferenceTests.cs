using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class FoldReferenceTests
{
    [Fact]
    public void Parse_TextOfAReference_IsTheReference()
    {
        FoldReference reference = FoldReference.Of(new FoldAttempt("key", "owner", 2), 12);

        Assert.Equal("key-owner/12", reference.ToString());
        Assert.Equal(reference, FoldReference.Parse(reference.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("run")]
    [InlineData("/1")]
    [InlineData("run/0")]
    [InlineData("run/-1")]
    [InlineData("run/1/2")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.Equal(
        $"'{text}' is not a reference to the files of a fold; the run, '/' and the fold's number from 1 are needed.",
        Assert.Throws<ServerlessTrainingException>(() => FoldReference.Parse(text)).Message);
}
