import pytest

from rushes.client.gui import Action, plainly


@pytest.mark.parametrize(
    ("said", "left", "actions"),
    [
        ("Done! Click the Export button to download your video.", "Done!", (Action.EXPORT,)),
        ("已剪掉前5秒。点击“导出”按钮即可下载。", "已剪掉前5秒。", (Action.EXPORT,)),
        ("已完成。点击导出。", "已完成。", (Action.EXPORT,)),
        ("Open the Media panel to see it. All good.", "All good.", (Action.SHOW,)),
        ("打开素材面板查看。好了。", "好了。", (Action.SHOW,)),
        ("Cut. You can preview it in the timeline.", "Cut.", (Action.SHOW,)),
        ("Drag the clip to the end.", 'To do that, say: "move the clip to the end".', ()),
        ("请把片段2拖拽到开头。", "要这样做，请说：“把片段2移到开头”。", ()),
        ("Use your mouse to drag the handles. Ok.", "Ok.", ()),
        ("Click the play button. Fine.", "Fine.", ()),
        ("点击播放按钮。完成。", "完成。", ()),
    ],
)
def test_talk_of_a_screen_goes(said, left, actions):
    assert plainly(said) == (type(plainly(""))(left, actions))


@pytest.mark.parametrize(
    "said",
    [
        'Added the title "Click here" for 3 s.',
        "Title 'Drag me' added at 0:03.",
        "已添加标题“点击关注”。",
        "drag.mp4 was trimmed to 1.5 s.",
        "Export: 0:03, 320x180, 30 fps.\nRender render_7 is on its way.",
        "The clip: 1 s off the start; length 0:03 -> 0:02.",
        "导出：0:03，320x180。",
    ],
)
def test_other_talk_stays_as_it_is(said):
    assert plainly(said).text == said and plainly(said).actions == ()
