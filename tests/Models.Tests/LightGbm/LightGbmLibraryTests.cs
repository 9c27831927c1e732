using ServerlessTraining.Domain;
using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Tests.Trees;

namespace ServerlessTraining.Models.Tests.LightGbm;

public sealed class LightGbmLibraryTests
{
    [Fact]
    public void Load_FileIsMissing_SaysWhichAndWhatToDo()
    {
        NativeLibraryEntry gone = TreeLibraries.Entry(NativeLibraryNames.LightGbm) with { File = "/gone.so" };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => LightGbmLibrary.Load(gone));

        Assert.Equal("The native library 'lightgbm' cannot be used: '/gone.so' is missing. Run ./run or ./test once more: set-up brings it back.", error.Message);
    }

    [Fact]
    public void Load_AnotherLibrary_SaysWhichFunctionIsMissing()
    {
        NativeLibraryEntry blas = TreeLibraries.Entry(NativeLibraryNames.Blas) with { Name = NativeLibraryNames.LightGbm };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => LightGbmLibrary.Load(blas));

        Assert.Equal(
            $"The native library 'lightgbm' cannot be used: '{blas.File}' loads, but has no function 'LGBM_GetLastError': it is not lightgbm, or another build of it",
            error.Message);
    }
}
