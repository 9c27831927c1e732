using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed class Lstm2HeadNotesTests
{
    /// <summary>Rows 3 and 4 have no label: the lag of the labels begins in the warm-up.</summary>
    [Fact]
    public void Train_RowsWithoutASequence_AreNoted()
    {
        using IModel model = LstmProblem.Trainer.Train(LstmProblem.Small(), null, TestContext.Current.CancellationToken);

        Assert.Equal(["3 of 195 labelled rows of fit were left out: a sequence of 6 rows that ends there would begin in the warm-up."], model.Report.Notes);
    }

    [Fact]
    public void Train_RowsThatAllHaveASequence_NeedNoNote()
    {
        TrainingRequest request = LstmProblem.Small();
        FeatureMatrix features = request.Fit.Features;
        Samples behind = LstmProblem.Samples(features, LstmProblem.Memory(features, 2), rows: new RowRange(8, 200));

        using IModel model = LstmProblem.Trainer.Train(request with { Fit = behind }, null, TestContext.Current.CancellationToken);

        Assert.Empty(model.Report.Notes);
    }

    [Fact]
    public void Train_TuneRowsWithoutASequence_AreNoted()
    {
        TrainingRequest request = LstmProblem.Small();
        FeatureMatrix other = LstmProblem.Features(8, 100, 2, warmUp: 3);
        Samples tune = LstmProblem.Samples(other, LstmProblem.Memory(other, 0));

        using IModel model = LstmProblem.Trainer.Train(request with { Tune = tune }, null, TestContext.Current.CancellationToken);

        Assert.Equal("5 of 97 labelled rows of tune were left out: a sequence of 6 rows that ends there would begin in the warm-up.", model.Report.Notes[^1]);
    }
}
